using Border.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Border.ServiceDefaults.Hosting;

/// <summary>A call that goes on until the client ends it. It must not keep a process from stopping.</summary>
public static class LiveStream
{
    internal static readonly Status Stopping = new(StatusCode.Unavailable, "The server is stopping.");

    /// <summary>
    /// Runs with a token that is cancelled when the call ends, or the process stops: then the client is told to come back; or when the caller is not
    /// believed any more: then with a new token.
    /// </summary>
    public static async Task RunAsync(IHostApplicationLifetime lifetime, ServerCallContext context, Func<CancellationToken, Task> run)
    {
        using var live = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping, StreamEnd.Of(context));
        try
        {
            await run(live.Token);
        }
        catch (OperationCanceledException) when (IsStopping(lifetime, context))
        {
            throw new RpcException(Stopping);
        }
        catch (OperationCanceledException) when (StreamEnd.Of(context).IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw Refusals.TokenNotAccepted();
        }
    }

    private static bool IsStopping(IHostApplicationLifetime lifetime, ServerCallContext context) =>
        lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested;
}
