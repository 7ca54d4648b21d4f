using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Errors;
using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

/// <summary>Tells who makes a call. Health and reflection, which tell nothing about records, need nobody.</summary>
internal sealed class CallActors(IActorSource actors)
{
    /// <summary>Who recorded what the caller brings. Who may say so, and of what, is decided with their rights.</summary>
    public const string AuthorHeader = "border-author";

    private const string Infrastructure = "/grpc.";

    /// <returns>Null where nobody is needed.</returns>
    public async ValueTask<Caller?> IdentifyAsync(ServerCallContext context)
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
