using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Observability;

/// <summary>Names the request's span after the call and says how it ended. ASP.NET Core's own span has nothing of gRPC.</summary>
internal sealed class CallSpanInterceptor(TimeProvider clock) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var span = new CallSpan(context, clock);
        try
        {
            var response = await continuation(request, context);
            span.End(context.Status.StatusCode);
            return response;
        }
        catch (Exception error)
        {
            span.End(CodeOf(error));
            throw;
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var span = new CallSpan(context, clock);
        try
        {
            var response = await continuation(requestStream, context);
            span.End(context.Status.StatusCode);
            return response;
        }
        catch (Exception error)
        {
            span.End(CodeOf(error));
            throw;
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        SpannedAsync(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        SpannedAsync(context, () => continuation(requestStream, responseStream, context));

    private async Task SpannedAsync(ServerCallContext context, Func<Task> go)
    {
        var span = new CallSpan(context, clock);
        try
        {
            await go();
            span.End(context.Status.StatusCode);
        }
        catch (Exception error)
        {
            span.End(CodeOf(error));
            throw;
        }
    }

    private static StatusCode CodeOf(Exception error) => error is RpcException rpc ? rpc.StatusCode : StatusCode.Unknown;
}
