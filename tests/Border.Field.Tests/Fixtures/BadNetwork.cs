using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.Field.Tests.Fixtures;

/// <summary>What a bad network does to some bytes on their way.</summary>
/// <param name="bytes">What came.</param>
/// <returns>What goes on; null cuts the connection.</returns>
internal delegate ReadOnlyMemory<byte>? Fault(ReadOnlyMemory<byte> bytes);

/// <summary>A connection to a server through which bytes come late, not at all, twice, or in another order.</summary>
internal sealed class BadNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Func<int, (Fault Up, Fault Down)> _faults;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;

    /// <param name="server">Where the bytes go.</param>
    /// <param name="faults">What happens on each connection, from 0, in each direction.</param>
    /// <param name="delay">How long some bytes take.</param>
    public BadNetwork(Uri server, Func<int, (Fault Up, Fault Down)> faults, TimeSpan delay = default)
    {
        (_server, _faults, _delay) = (server, faults, delay);
        _listener.Start();
        Channel = GrpcChannel.ForAddress($"http://{_listener.LocalEndpoint}", new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            // As the command line has it, but sooner: a connection on which nothing comes back is given up.
            HttpHandler = new SocketsHttpHandler { KeepAlivePingDelay = TimeSpan.FromSeconds(1), KeepAlivePingTimeout = TimeSpan.FromSeconds(1) },
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
            await Task.WhenAny(
                CopyAsync(device.GetStream(), server.GetStream(), faults.Up), CopyAsync(server.GetStream(), device.GetStream(), faults.Down));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Fault fault)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (_delay > TimeSpan.Zero)
                    await Task.Delay(_delay, _stop.Token);
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
