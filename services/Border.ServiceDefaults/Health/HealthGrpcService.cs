using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting;

namespace Border.ServiceDefaults.Health;

internal sealed class HealthGrpcService(HealthBoard board, IHostApplicationLifetime lifetime) : Grpc.Health.V1.Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        board.Find(request.Service) is { } status
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcException(new Status(StatusCode.NotFound, "There is no such service here."));

    /// <summary>Tells the status at once and then every change, until the process stops.</summary>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var told = HealthCheckResponse.Types.ServingStatus.Unknown;
        while (true)
        {
            var changed = board.Changed;
            var isStopping = lifetime.ApplicationStopping.IsCancellationRequested;
            var status = StatusOf(request.Service, isStopping);
            if (status != told)
                await responseStream.WriteAsync(new HealthCheckResponse { Status = told = status }, context.CancellationToken);
            if (isStopping)
                return;
            await changed.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private HealthCheckResponse.Types.ServingStatus StatusOf(string service, bool isStopping) => board.Find(service) switch
    {
        null => HealthCheckResponse.Types.ServingStatus.ServiceUnknown,
        _ when isStopping => HealthCheckResponse.Types.ServingStatus.NotServing,
        { } status => status,
    };
}
