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

    /// <returns>Null when the call is not this process's own.</returns>
    internal Actor? TryIdentify(ServerCallContext context)
    {
        var header = context.GetHttpContext().Request.Headers[Header];
        return header.Count == 1 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header.ToString()), Encoding.UTF8.GetBytes(_secret))
            ? Process
            : null;
    }

    /// <summary>Whether an address is where this process listens.</summary>
    internal bool AreTo(Uri address) =>
        address.IsLoopback && ListenAddress.TryParse(listen.Value.Url) is { } own && IsHere(own.Address) && own.Port == address.Port;

    internal Task SignAsync(AuthInterceptorContext call, Metadata headers)
    {
        headers.Add(Header, _secret);
        return Task.CompletedTask;
    }

    private static bool IsHere(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
