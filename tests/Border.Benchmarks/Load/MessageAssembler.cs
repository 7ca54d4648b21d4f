using System.Buffers.Binary;

namespace Border.Benchmarks.Load;

/// <summary>Puts the messages of a stream together from the pieces in which they come.</summary>
internal sealed class MessageAssembler
{
    private byte[] held = new byte[64 * 1024];
    private int filled;

    public delegate void MessageHandler(ReadOnlySpan<byte> message);

    public void Take(ReadOnlySpan<byte> piece, MessageHandler handle)
    {
        if (filled + piece.Length > held.Length)
            Array.Resize(ref held, (filled + piece.Length) * 2);
        piece.CopyTo(held.AsSpan(filled));
        filled += piece.Length;
        var rest = held.AsSpan(0, filled);
        while (rest.Length >= Http2Wire.MessageHeaderBytes)
        {
            var end = Http2Wire.MessageHeaderBytes + BinaryPrimitives.ReadInt32BigEndian(rest[1..]);
            if (end > rest.Length)
                break;
            handle(rest[Http2Wire.MessageHeaderBytes..end]);
            rest = rest[end..];
        }

        rest.CopyTo(held);
        filled = rest.Length;
    }
}
