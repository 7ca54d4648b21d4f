using System.Buffers.Binary;
using System.Text;

namespace Border.SystemTests.Hostile;

/// <summary>Messages as gRPC frames.</summary>
internal static class Frames
{
    private const int HeadLength = 5;

    public static byte[] Of(params IEnumerable<byte[]> messages)
    {
        using var frames = new MemoryStream();
        foreach (var message in messages)
            frames.Write(Of(message, 0, message.Length));
        return frames.ToArray();
    }

    /// <param name="length">What the frame says that its length is.</param>
    public static byte[] Of(byte[] message, byte flag, int length)
    {
        var frame = new byte[HeadLength + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length);
        message.CopyTo(frame, HeadLength);
        return frame;
    }

    public static IEnumerable<byte[]> Read(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            yield return body[(at + HeadLength)..(at + HeadLength + length)];
            at += HeadLength + length;
        }
    }

    /// <summary>A binary header as text in which words can be looked for.</summary>
    public static string Text(string header)
    {
        if (header.Length == 0)
            return "";
        return Encoding.UTF8.GetString(Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '=')));
    }
}
