using System.Net;
using Border.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Border.ServiceDefaults.Actors;

/// <summary>
/// Believes what the headers of calls say that come from this machine, and of no others. Who says nothing is the machine's user.
/// </summary>
internal sealed class LoopbackActors : IActorSource
{
    public const string Header = "border-actor";
    public const string RolesHeader = "border-roles";
    public const string AreasHeader = "border-areas";
    public const string UnitHeader = "border-unit";

    public ValueTask<Actor> IdentifyAsync(ServerCallContext context)
    {
        var request = context.GetHttpContext();
        if (request.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            throw Refusals.ActorMissing("Calls from other machines need a client certificate or a token.");
        var headers = request.Request.Headers;
        var id = headers[Header].Count == 0 ? Actor.Local.Id : headers[Header].ToString();
        var actor = Actor.TryDescribe(id, Items(headers, RolesHeader) ?? [], Items(headers, AreasHeader) ?? [AreaScope.NationSign], headers[UnitHeader].ToString())
            ?? throw Refusals.ActorMissing(
                $"The header {Header} must be 1 to 128 printable ASCII characters, {AreasHeader} codes of areas or {AreaScope.NationSign}, and {UnitHeader} the code of a unit.");
        return ValueTask.FromResult(headers[RolesHeader].Count > 0 ? actor : actor with { Roles = RoleSet.All, IsLocalUser = true });
    }

    private static string[]? Items(IHeaderDictionary headers, string name) => headers[name].Count == 0
        ? null
        : headers[name].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
