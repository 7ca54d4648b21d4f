using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Tokens;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Opens channels from one service to another: without TLS on this machine, and with the process's own certificate
/// to others. The trace of the call under way goes along.
/// </summary>
public sealed class ServiceChannels(TlsFiles files, OwnCalls own)
{
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    // New calls then go by a new connection; those under way end on theirs.
    private static readonly TimeSpan LongestWithACertificate = TimeSpan.FromHours(1);

    /// <param name="address">Such as <c>http://127.0.0.1:5413</c> or <c>https://cases:5413</c>.</param>
    /// <exception cref="ArgumentException">The address is of another machine and not https, or https without certificates.</exception>
    public GrpcChannel Open(Uri address) =>
        GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(address, files),
            DisposeHttpClient = true,
            Credentials = new CallerCredentials(own, address).Over(address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure),
            UnsafeUseInsecureChannelCallCredentials = true,
            MaxReceiveMessageSize = MaxMessageBytes,

            // By default a service that was away for long would be looked for every two minutes only.
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(100),
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
        });

    /// <summary>What such a channel sends by, for calls that are passed on as they are.</summary>
    /// <param name="address">As of <see cref="Open"/>.</param>
    /// <param name="files">The certificates to be known by.</param>
    /// <exception cref="ArgumentException">The address is of another machine and not https, or https without certificates.</exception>
    public static SocketsHttpHandler CreateHandler(Uri address, TlsFiles files)
    {
        var isHttps = address.Scheme == Uri.UriSchemeHttps;
        if (!isHttps && !IsThisMachine(address))
            throw new ArgumentException($"{address} is another machine's: it must be https.", nameof(address));
        if (isHttps && !files.AreMutual)
            throw new ArgumentException($"{address} needs Listen:Certificate, Listen:Key and Listen:ClientCa.", nameof(address));
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        if (isHttps)
            (handler.ConnectCallback, handler.PooledConnectionLifetime) = ((context, ct) => ConnectAsync(context.DnsEndPoint, files, ct), LongestWithACertificate);
        return handler;
    }

    // The handler's own options would show one certificate for as long as it lives, or the newest without those between it and the authority.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, TlsFiles files, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SslStream? stream = null;
        try
        {
            await socket.ConnectAsync(server, ct);
            stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            var options = files.AsClient();
            (options.TargetHost, options.ApplicationProtocols) = (server.Host, [SslApplicationProtocol.Http2]);
            await stream.AuthenticateAsClientAsync(options, ct);
            return stream;
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private static bool IsThisMachine(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
