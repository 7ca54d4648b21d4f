using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Errors;

/// <summary>Answers every exception of a call by a status with details.</summary>
internal sealed class ErrorInterceptor(ErrorTranslation errors) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Translated((request, continuation), context, static (call, context) => call.continuation(call.request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Translated((requestStream, continuation), context, static (call, context) => call.continuation(call.requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Translated(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Translated(context, () => continuation(requestStream, responseStream, context));

    private async Task<TResponse> Translated<TCall, TResponse>(
        TCall call, ServerCallContext context, Func<TCall, ServerCallContext, Task<TResponse>> go)
    {
        try
        {
            return await go(call, context);
        }
        catch (Exception error)
        {
            throw errors.ToRpc(error, context);
        }
    }

    private async Task Translated(ServerCallContext context, Func<Task> go)
    {
        try
        {
            await go();
        }
        catch (Exception error)
        {
            throw errors.ToRpc(error, context);
        }
    }
}
