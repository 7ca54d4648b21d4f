using System.Net;
using Border.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Listens as the options say: in HTTP/2, and with TLS, which lets both sides agree, in HTTP/1.1 for gRPC-Web too. Without TLS no
/// browser can call, and so no page that one has open, whatever name it gave to this machine.
/// </summary>
internal sealed class KestrelSetup(IOptions<ServiceListenOptions> listen, IOptions<TokenOptions> tokens, TlsFiles files) : IPostConfigureOptions<KestrelServerOptions>
{
    private const int MaxStreamsPerConnection = 1000;
    private const int StreamWindowBytes = 1024 * 1024;

    public void PostConfigure(string? name, KestrelServerOptions kestrel)
    {
        // Endpoints from the section Kestrel would open ports that nothing here has checked.
        kestrel.ConfigurationLoader = null;
        kestrel.AddServerHeader = false;
        SetLimits(kestrel.Limits);
        var address = ListenAddress.TryParse(listen.Value.Url)!;
        if (address.Address.Equals(IPAddress.IPv6Any))
            kestrel.ListenAnyIP(address.Port, endpoint => SetUp(endpoint, listen.Value));
        else
            kestrel.Listen(address.Address, address.Port, endpoint => SetUp(endpoint, listen.Value));
        if (listen.Value.HealthPort != 0)
            kestrel.ListenAnyIP(listen.Value.HealthPort, endpoint => endpoint.Protocols = HttpProtocols.Http2);
    }

    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;
        limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
        limits.Http2.InitialConnectionWindowSize = 4 * StreamWindowBytes;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

        // A follower that folds what it has may leave its feed unread for a while; the pings find out who is gone.
        limits.MinResponseDataRate = null;
    }

    // Of whoever has a token no certificate is asked for.
    private void SetUp(ListenOptions endpoint, ServiceListenOptions options)
    {
        endpoint.Protocols = options.HasTls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http2;
        if (options.HasTls)
            endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(files.AsServer(isRequired: !tokens.Value.AreNeeded)) });
    }
}
