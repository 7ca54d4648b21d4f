using System.Net;
using System.Security.Cryptography;
using System.Text;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Hosting;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tokens;

/// <summary>
/// How a process that calls itself over its own address is known to itself: by a secret that is made when it starts and that
/// never leaves it. It is sent to its own address only.
/// </summary>
public sealed class OwnCalls(IOptions<ServiceListenOptions> listen)
{
    internal const string Header = "border-process";

    private static readonly Actor Process = new("process") { Roles = RoleSet.All, Areas = AreaScope.Nation, IsService = true };

    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <returns>Null when the call is not this process's own. It may speak for others, as a station does that loads what several people did.</returns>
    internal Actor? TryIdentify(ServerCallContext context)
    {
        var headers = context.GetHttpContext().Request.Headers;
        var secret = headers[Header];
        if (secret.Count != 1 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret.ToString()), Encoding.UTF8.GetBytes(_secret)))
            return null;
        var name = headers[LoopbackActors.Header];
        return name.Count == 1 && Actor.TryParse(name.ToString()) is { } other ? Process with { Id = other.Id } : Process;
    }

    /// <summary>Whether an address is where this process listens.</summary>
    internal bool AreTo(Uri address) =>
        address.IsLoopback && ListenAddress.TryParse(listen.Value.Url) is { } own && IsHere(own.Address) && own.Port == address.Port;

    internal void Sign(Metadata headers) => headers.Add(Header, _secret);

    private static bool IsHere(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
