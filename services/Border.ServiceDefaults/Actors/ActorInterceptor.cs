using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Actors;

/// <summary>Puts the actor into every call. Health and reflection, which tell nothing about records, need none.</summary>
internal sealed class ActorInterceptor(IActorSource actors) : Interceptor
{
    private const string Infrastructure = "/grpc.";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Identify(ServerCallContext context)
    {
        if (!context.Method.StartsWith(Infrastructure, StringComparison.Ordinal))
            context.UserState[CallActor.Key] = actors.Identify(context);
    }
}
