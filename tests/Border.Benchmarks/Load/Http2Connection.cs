using System.Buffers.Binary;
using System.Net.Sockets;

namespace Border.Benchmarks.Load;

/// <summary>
/// A client's side of one HTTP/2 connection, with what gRPC needs and no more. The stock client spends as much time on a
/// call as the server that it is to measure; this one spends next to none.
/// </summary>
internal sealed class Http2Connection : IDisposable
{
    private const int Window = int.MaxValue;
    private const int DefaultWindow = 65_535;
    private const int WindowStep = 1 << 28;

    private readonly Socket socket;
    private readonly SendBuffer output;
    private readonly Lock sending = new();
    private readonly SemaphoreSlim windowGrew = new(0);
    private readonly Dictionary<int, int> streamWindows = [];
    private byte[] input = new byte[1024 * 1024];
    private int initialStreamWindow = DefaultWindow;
    private long connectionWindow = DefaultWindow;
    private long unreported;
    private int nextStream = 1;

    private Http2Connection(Socket socket) => (this.socket, output) = (socket, new SendBuffer(socket));

    public static async Task<Http2Connection> OpenAsync(Uri address, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, ct);
        var connection = new Http2Connection(socket);
        connection.Greet();
        return connection;
    }

    /// <summary>Queues a whole unary call. Its stream's window always has room for the few hundred bytes of a request.</summary>
    public int QueueCall(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> message)
    {
        lock (sending)
        {
            var stream = QueueHeaders(headers);
            var length = Http2Wire.MessageHeaderBytes + message.Length;
            connectionWindow -= length;
            if (connectionWindow < 0 || length > initialStreamWindow)
                throw new InvalidOperationException("The server has opened too small a window for this load.");
            var frame = output.Take(Http2Wire.FrameHeaderBytes + length);
            Http2Wire.WriteFrameHeader(frame, length, Http2Wire.Data, Http2Wire.EndStream, stream);
            Http2Wire.WriteMessageHeader(frame[Http2Wire.FrameHeaderBytes..], message.Length);
            message.CopyTo(frame[(Http2Wire.FrameHeaderBytes + Http2Wire.MessageHeaderBytes)..]);
            return stream;
        }
    }

    /// <summary>Opens a call that goes on sending.</summary>
    public int OpenCall(ReadOnlySpan<byte> headers)
    {
        lock (sending)
        {
            var stream = QueueHeaders(headers);
            streamWindows.Add(stream, initialStreamWindow);
            output.Flush();
            return stream;
        }
    }

    /// <summary>Sends a piece of a call's request when the windows allow.</summary>
    public async Task SendAsync(int stream, ReadOnlyMemory<byte> piece, bool isLast, CancellationToken ct)
    {
        while (!TrySend(stream, piece.Span, isLast))
            await windowGrew.WaitAsync(ct);
    }

    public void Flush()
    {
        lock (sending)
            output.Flush();
    }

    /// <summary>Reads until the connection ends; that is always an exception.</summary>
    public async Task ReadAsync(IStreams streams, CancellationToken ct)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(input.AsMemory(filled), ct);
            if (read == 0)
                throw new IOException("The server has closed the connection.");
            filled += read;
            var used = TakeFrames(input.AsSpan(0, filled), streams);
            input.AsSpan(used, filled - used).CopyTo(input);
            filled -= used;
            streams.OnIdle();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        windowGrew.Dispose();
    }

    private void Greet()
    {
        Http2Wire.Preface.CopyTo(output.Take(Http2Wire.Preface.Length));
        // No pushes, no header table, and windows that never have to be waited for.
        ReadOnlySpan<(ushort Name, int Value)> settings = [(1, 0), (2, 0), (4, Window)];
        var frame = output.Take(Http2Wire.FrameHeaderBytes + (settings.Length * 6));
        Http2Wire.WriteFrameHeader(frame, settings.Length * 6, Http2Wire.Settings, 0, 0);
        for (var i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame[(Http2Wire.FrameHeaderBytes + (i * 6))..], settings[i].Name);
            BinaryPrimitives.WriteInt32BigEndian(frame[(Http2Wire.FrameHeaderBytes + (i * 6) + 2)..], settings[i].Value);
        }

        QueueWindowUpdate(Window - DefaultWindow);
        output.Flush();
    }

    private int QueueHeaders(ReadOnlySpan<byte> headers)
    {
        var stream = nextStream;
        nextStream += 2;
        var frame = output.Take(Http2Wire.FrameHeaderBytes + headers.Length);
        Http2Wire.WriteFrameHeader(frame, headers.Length, Http2Wire.Headers, Http2Wire.EndHeaders, stream);
        headers.CopyTo(frame[Http2Wire.FrameHeaderBytes..]);
        return stream;
    }

    private void QueueWindowUpdate(int bytes)
    {
        var frame = output.Take(Http2Wire.FrameHeaderBytes + 4);
        Http2Wire.WriteFrameHeader(frame, 4, Http2Wire.WindowUpdate, 0, 0);
        BinaryPrimitives.WriteInt32BigEndian(frame[Http2Wire.FrameHeaderBytes..], bytes);
    }

    private bool TrySend(int stream, ReadOnlySpan<byte> piece, bool isLast)
    {
        lock (sending)
        {
            if (connectionWindow < piece.Length || streamWindows[stream] < piece.Length)
                return false;
            connectionWindow -= piece.Length;
            streamWindows[stream] -= piece.Length;
            var frame = output.Take(Http2Wire.FrameHeaderBytes + piece.Length);
            Http2Wire.WriteFrameHeader(frame, piece.Length, Http2Wire.Data, isLast ? Http2Wire.EndStream : (byte)0, stream);
            piece.CopyTo(frame[Http2Wire.FrameHeaderBytes..]);
            output.Flush();
            return true;
        }
    }

    private int TakeFrames(ReadOnlySpan<byte> bytes, IStreams streams)
    {
        var at = 0;
        while (bytes.Length - at >= Http2Wire.FrameHeaderBytes)
        {
            var (length, type, flags, stream) = Http2Wire.ReadFrameHeader(bytes[at..]);
            var end = at + Http2Wire.FrameHeaderBytes + length;
            if (end > bytes.Length)
                break;
            TakeFrame(type, flags, stream, bytes[(at + Http2Wire.FrameHeaderBytes)..end], streams);
            at = end;
        }

        return at;
    }

    private void TakeFrame(byte type, byte flags, int stream, ReadOnlySpan<byte> content, IStreams streams)
    {
        switch (type)
        {
            case Http2Wire.Data:
                Report(content.Length);
                streams.OnData(stream, content);
                if ((flags & Http2Wire.EndStream) != 0)
                    throw new InvalidDataException("A gRPC answer ended without its status.");
                break;
            case Http2Wire.Headers when (flags & (Http2Wire.Padded | Http2Wire.HasPriority)) != 0 || (flags & Http2Wire.EndHeaders) == 0:
                throw new InvalidDataException("The server sends headers of a form that is not read here.");
            case Http2Wire.Headers when (flags & Http2Wire.EndStream) != 0:
                streams.OnEnd(stream, HeaderBlock.GrpcStatus(content) ?? throw new InvalidDataException("A gRPC answer has no status."));
                break;
            case Http2Wire.Reset:
                streams.OnEnd(stream, -1);
                break;
            case Http2Wire.GoAway:
                throw new IOException("The server has ended the connection.");
            default:
                TakeControl(type, flags, stream, content);
                break;
        }
    }

    private void TakeControl(byte type, byte flags, int stream, ReadOnlySpan<byte> content)
    {
        lock (sending)
        {
            if (type == Http2Wire.Settings && (flags & Http2Wire.Ack) == 0)
            {
                TakeSettings(content);
                Http2Wire.WriteFrameHeader(output.Take(Http2Wire.FrameHeaderBytes), 0, Http2Wire.Settings, Http2Wire.Ack, 0);
            }
            else if (type == Http2Wire.Ping && (flags & Http2Wire.Ack) == 0)
            {
                var frame = output.Take(Http2Wire.FrameHeaderBytes + content.Length);
                Http2Wire.WriteFrameHeader(frame, content.Length, Http2Wire.Ping, Http2Wire.Ack, 0);
                content.CopyTo(frame[Http2Wire.FrameHeaderBytes..]);
            }
            else if (type == Http2Wire.WindowUpdate)
            {
                GrowWindow(stream, BinaryPrimitives.ReadInt32BigEndian(content));
            }
        }
    }

    private void TakeSettings(ReadOnlySpan<byte> content)
    {
        const ushort InitialWindow = 4;
        for (; content.Length >= 6; content = content[6..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(content) != InitialWindow)
                continue;
            var window = BinaryPrimitives.ReadInt32BigEndian(content[2..]);
            foreach (var stream in streamWindows.Keys)
                GrowWindow(stream, window - initialStreamWindow);
            initialStreamWindow = window;
        }
    }

    private void GrowWindow(int stream, int bytes)
    {
        if (stream == 0)
            connectionWindow += bytes;
        else if (streamWindows.TryGetValue(stream, out var window))
            streamWindows[stream] = window + bytes;
        else
            return;
        if (windowGrew.CurrentCount == 0)
            windowGrew.Release();
    }

    private void Report(int bytes)
    {
        unreported += bytes;
        if (unreported < WindowStep)
            return;
        lock (sending)
            QueueWindowUpdate((int)unreported);
        unreported = 0;
    }
}
