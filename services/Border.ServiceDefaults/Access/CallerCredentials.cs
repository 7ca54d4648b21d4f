using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Tokens;
using Grpc.Core;

namespace Border.ServiceDefaults.Access;

/// <summary>
/// How one service's calls to another tell for whom they are made: with the token, or the headers, by which the caller was
/// believed here, so that the other decides by the caller's rights. What a process does by itself it does in its own name.
/// </summary>
/// <param name="address">Where the calls go.</param>
internal sealed class CallerCredentials(OwnCalls own, Uri address)
{
    public ChannelCredentials Over(ChannelCredentials transport) =>
        ChannelCredentials.Create(transport, CallCredentials.FromInterceptor((_, headers) => SignAsync(headers)));

    private Task SignAsync(Metadata headers)
    {
        if (Caller.Current is { Authorization.Length: > 0 } caller)
            headers.Add("authorization", caller.Authorization);
        else if (own.AreTo(address))
            own.Sign(headers);
        if (Caller.Current is { Actor.IsService: false, Authorization.Length: 0 } local && address.Scheme == Uri.UriSchemeHttp)
            Describe(local.Actor, headers);
        return Task.CompletedTask;
    }

    private static void Describe(Actor actor, Metadata headers)
    {
        headers.Add(LoopbackActors.Header, actor.Id);
        headers.Add(LoopbackActors.AreasHeader, string.Join(',', actor.Areas.Codes.Select(code => code.Length == 0 ? AreaScope.NationSign : code)));
        if (!actor.IsLocalUser)
            headers.Add(LoopbackActors.RolesHeader, string.Join(',', actor.Roles.Each().Select(EnumWords.WordOf)));
        if (actor.Unit.Length > 0)
            headers.Add(LoopbackActors.UnitHeader, actor.Unit);
    }
}
