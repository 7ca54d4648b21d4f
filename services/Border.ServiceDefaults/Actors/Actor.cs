using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

/// <summary>Who makes a call.</summary>
/// <param name="Id">1 to 128 printable ASCII characters.</param>
public sealed record Actor(string Id)
{
    private const int MaxLength = 128;

    /// <summary>The user of this machine, who need not say who they are.</summary>
    public static Actor Local { get; } = new("local");

    /// <returns>Null when the text cannot be an actor's id.</returns>
    public static Actor? TryParse(string text) =>
        text.Length is >= 1 and <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? new Actor(text) : null;
}

/// <summary>Finds out who makes a call.</summary>
public interface IActorSource
{
    /// <exception cref="Errors.RefusalException">ACTOR_MISSING: the call does not say, or cannot be believed.</exception>
    Actor Identify(ServerCallContext context);
}
