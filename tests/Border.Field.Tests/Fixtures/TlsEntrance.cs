using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Border.Testing;

namespace Border.Field.Tests.Fixtures;

/// <summary>TLS in front of a server: what was changed on its way does not get through.</summary>
internal sealed class TlsEntrance : IAsyncDisposable
{
    public const string Subject = $"CN={Name}";

    private const string Name = "entrance";

    private readonly TestCertificates _certificates = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Uri _server;
    private readonly Task _accepting;

    public TlsEntrance(Uri server)
    {
        _server = server;
        var (certificate, key) = _certificates.Issue(Name);
        _certificate = X509Certificate2.CreateFromPemFile(certificate, key);
        _listener.Start();
        Address = new Uri($"https://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _certificate.Dispose();
        _certificates.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        using var owned = caller;
        using var server = new TcpClient();
        await using var tls = new SslStream(caller.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = _certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }, _stop.Token);
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await Task.WhenAny(tls.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(tls, _stop.Token));
        }
        catch (Exception ended) when (ended is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or SocketException)
        {
            // The connection is gone, or what came was not what was sent.
        }
    }
}
