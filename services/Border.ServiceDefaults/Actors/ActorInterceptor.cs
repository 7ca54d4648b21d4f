using Border.ServiceDefaults.Access;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Actors;

/// <summary>Puts the actor into every call. Health and reflection, which tell nothing about records, need none.</summary>
internal sealed class ActorInterceptor(IActorSource actors) : Interceptor
{
    private const string Infrastructure = "/grpc.";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Caller.Current = await IdentifyAsync(context);
        return await continuation(request, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Caller.Current = await IdentifyAsync(context);
        return await continuation(requestStream, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Caller.Current = await IdentifyAsync(context);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Caller.Current = await IdentifyAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private async ValueTask<Caller?> IdentifyAsync(ServerCallContext context)
    {
        if (context.Method.StartsWith(Infrastructure, StringComparison.Ordinal))
            return null;
        var actor = await actors.IdentifyAsync(context);
        context.UserState[CallActor.Key] = actor;
        return Caller.Of(actor, context);
    }
}
