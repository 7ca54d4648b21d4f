using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Hosting;
using Grpc.Core;

namespace Border.Cases.Emergencies;

internal sealed class EmergencyGrpcService(EmergencyRegister register, EmergencyWatcher watcher, IHostApplicationLifetime lifetime)
    : EmergencyAccessService.EmergencyAccessServiceBase
{
    public override Task<EmergencyAccess> TakeEmergencyAccess(TakeEmergencyAccessRequest request, ServerCallContext context) =>
        register.TakeAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<EmergencyAccess> ReviewEmergencyAccess(ReviewEmergencyAccessRequest request, ServerCallContext context) =>
        register.ReviewAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<EmergencyAccess> GetEmergencyAccess(GetEmergencyAccessRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListEmergencyAccessesResponse> ListEmergencyAccesses(ListEmergencyAccessesRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task WatchEmergencyAccesses(
        WatchEmergencyAccessesRequest request, IServerStreamWriter<WatchEmergencyAccessesResponse> responseStream, ServerCallContext context) =>
        LiveStream.RunAsync(lifetime, context, ct => watcher.RunAsync(access => responseStream.WriteAsync(new() { Access = access }, ct), ct));
}
