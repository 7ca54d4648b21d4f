using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

/// <summary>Finds out who makes a call.</summary>
public interface IActorSource
{
    /// <exception cref="Errors.RefusalException">The call does not say, or cannot be believed.</exception>
    ValueTask<Actor> IdentifyAsync(ServerCallContext context);
}
