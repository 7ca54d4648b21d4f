using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Actors;

/// <summary>Puts the actor into every call. Health and reflection, which tell nothing about records, need none.</summary>
internal sealed class ActorInterceptor(IActorSource actors) : Interceptor
{
    /// <summary>Who recorded what the caller brings. Who may say so, and of what, is decided with their rights.</summary>
    public const string AuthorHeader = "border-author";

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
        var actor = WithAuthor(await actors.IdentifyAsync(context), context);
        context.UserState[CallActor.Key] = actor;
        return Caller.Of(actor, context);
    }

    private static Actor WithAuthor(Actor actor, ServerCallContext context)
    {
        var author = context.GetHttpContext().Request.Headers[AuthorHeader];
        if (author.Count == 0)
            return actor;
        return Actor.TryParse(author.ToString()) is { } named
            ? actor with { Author = named.Id }
            : throw Refusals.ActorMissing($"The header {AuthorHeader} must be 1 to 128 printable ASCII characters.");
    }
}
