using Border.Patrols.V1;
using Border.ServiceDefaults.Hosting;
using Grpc.Core;

namespace Border.Patrols.Watching;

internal sealed class PatrolWatchGrpcService(PatrolWatcher watcher, IHostApplicationLifetime lifetime) : PatrolWatchService.PatrolWatchServiceBase
{
    public override Task<ListOverduePatrolsResponse> ListOverduePatrols(ListOverduePatrolsRequest request, ServerCallContext context) =>
        watcher.ListOverdueAsync(request, context.CancellationToken);

    public override Task WatchPatrols(
        WatchPatrolsRequest request, IServerStreamWriter<WatchPatrolsResponse> responseStream, ServerCallContext context) =>
        LiveStream.RunAsync(lifetime, context, ct => watcher.RunAsync(request, response => responseStream.WriteAsync(response, ct), ct));
}
