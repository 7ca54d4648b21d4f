using System.Net;
using Border.ServiceDefaults.Errors;
using Grpc.Core;

namespace Border.ServiceDefaults.Actors;

/// <summary>Believes the header <c>border-actor</c> of calls that come from this machine, and of no others.</summary>
internal sealed class LoopbackActors : IActorSource
{
    public const string Header = "border-actor";

    public Actor Identify(ServerCallContext context)
    {
        var request = context.GetHttpContext();
        if (request.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            throw Refusals.ActorMissing("Calls from other machines need a client certificate.");
        var header = request.Request.Headers[Header];
        if (header.Count == 0)
            return Actor.Local;
        return Actor.TryParse(header.ToString())
            ?? throw Refusals.ActorMissing($"The header {Header} is not 1 to 128 printable ASCII characters.");
    }
}
