using System.Net.Sockets;

namespace Border.Benchmarks.Load;

/// <summary>Gathers frames and sends them in one write.</summary>
internal sealed class SendBuffer(Socket socket)
{
    private const int InitialBytes = 256 * 1024;

    private byte[] buffer = new byte[InitialBytes];
    private int used;

    /// <summary>Room for that many bytes, which are now part of what is to be sent.</summary>
    public Span<byte> Take(int bytes)
    {
        if (used + bytes > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + bytes));
        used += bytes;
        return buffer.AsSpan(used - bytes, bytes);
    }

    public void Flush()
    {
        var rest = buffer.AsSpan(0, used);
        while (!rest.IsEmpty)
            rest = rest[socket.Send(rest)..];
        used = 0;
    }
}
