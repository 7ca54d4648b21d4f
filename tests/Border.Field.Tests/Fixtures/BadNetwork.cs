using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Channels = System.Threading.Channels;

namespace Border.Field.Tests.Fixtures;

/// <summary>What a bad network does to some bytes on their way.</summary>
/// <param name="bytes">What came.</param>
/// <returns>What goes on; null cuts the connection.</returns>
internal delegate ReadOnlyMemory<byte>? Fault(ReadOnlyMemory<byte> bytes);

/// <summary>A connection to a server through which bytes come late, not at all, twice, or in another order.</summary>
internal sealed class BadNetwork : IAsyncDisposable
{
    private const int SegmentBytes = 1400;
    private const int WindowSegments = 48;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Func<int, (Fault Up, Fault Down)> _faults;
    private readonly Func<RadioLink>? _link;
    private readonly Task _accepting;

    /// <param name="server">Where the bytes go.</param>
    /// <param name="faults">What happens on each connection, from 0, in each direction.</param>
    /// <param name="link">How fast and sure each direction of each connection is; null for as this machine is.</param>
    /// <param name="patience">How long a connection on which nothing comes back is borne; the command line waits longer.</param>
    public BadNetwork(Uri server, Func<int, (Fault Up, Fault Down)> faults, Func<RadioLink>? link = null, TimeSpan? patience = null)
    {
        (_server, _faults, _link) = (server, faults, link);
        _listener.Start();
        Channel = GrpcChannel.ForAddress($"{server.Scheme}://{_listener.LocalEndpoint}", new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                KeepAlivePingDelay = TimeSpan.FromSeconds(1),
                KeepAlivePingTimeout = patience ?? TimeSpan.FromSeconds(1),
                // The entrance has a certificate of this test only.
                SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == TlsEntrance.Subject },
            },
        });
        _accepting = AcceptAsync();
    }

    public static Fault Good => bytes => bytes;

    public GrpcChannel Channel { get; }

    public CallInvoker Invoker => Channel.CreateCallInvoker();

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Channel.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _faults(Connections++)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient device, (Fault Up, Fault Down) faults)
    {
        using var server = new TcpClient();
        using (device)
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            // One direction that ends ends the other: the connection is cut.
            await Task.WhenAny(CarryOneWayAsync(device.GetStream(), server.GetStream(), faults.Up), CarryOneWayAsync(server.GetStream(), device.GetStream(), faults.Down));
        }
    }

    private Task CarryOneWayAsync(NetworkStream from, NetworkStream to, Fault fault) =>
        _link is null ? CopyAsync(from, to, fault) : CopySlowlyAsync(from, to, fault, _link());

    // Several segments are under way at once, each to arrive in its time.
    private async Task CopySlowlyAsync(NetworkStream from, NetworkStream to, Fault fault, RadioLink link)
    {
        var underWay = Channels.Channel.CreateBounded<(TimeSpan Arrives, ReadOnlyMemory<byte> Bytes)>(WindowSegments);
        var arriving = ArriveAsync(underWay.Reader, to, link);
        var buffer = new byte[SegmentBytes];
        try
        {
            while (!arriving.IsCompleted && await from.ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (fault(buffer.AsMemory(0, count).ToArray()) is not { } carried || link.ArrivalOf(count) is not { } arrives)
                    return;
                await underWay.Writer.WriteAsync((arrives, carried), _stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone.
        }
        finally
        {
            underWay.Writer.TryComplete();
            await arriving;
        }
    }

    private async Task ArriveAsync(Channels.ChannelReader<(TimeSpan Arrives, ReadOnlyMemory<byte> Bytes)> underWay, NetworkStream to, RadioLink link)
    {
        try
        {
            await foreach (var (arrives, bytes) in underWay.ReadAllAsync(_stop.Token))
            {
                await link.UntilAsync(arrives, _stop.Token);
                await to.WriteAsync(bytes, _stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone, and what was under way with it.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Fault fault)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (fault(buffer.AsMemory(0, count).ToArray()) is not { } carried)
                    return;
                await to.WriteAsync(carried, _stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone.
        }
    }
}
