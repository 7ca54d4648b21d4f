using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Border.ServiceDefaults.Hosting;

/// <summary>A call that goes on until the client ends it. It must not keep a process from stopping.</summary>
public static class LiveStream
{
    internal static readonly Status Stopping = new(StatusCode.Unavailable, "The server is stopping.");

    /// <summary>Runs with a token that is cancelled when the call ends or the process stops; then the client is told to come back.</summary>
    public static async Task RunAsync(IHostApplicationLifetime lifetime, ServerCallContext context, Func<CancellationToken, Task> run)
    {
        using var live = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await run(live.Token);
        }
        catch (OperationCanceledException) when (IsStopping(lifetime, context))
        {
            throw new RpcException(Stopping);
        }
    }

    private static bool IsStopping(IHostApplicationLifetime lifetime, ServerCallContext context) =>
        lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested;
}
