using System.Buffers.Binary;

namespace Border.Benchmarks.Load;

/// <summary>Frames of HTTP/2 (RFC 9113) and the five bytes that gRPC puts before a message.</summary>
internal static class Http2Wire
{
    public const int FrameHeaderBytes = 9;
    public const int MessageHeaderBytes = 5;

    /// <summary>The largest frame that every peer takes.</summary>
    public const int MaxFrameBytes = 16 * 1024;

    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;

    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;
    public const byte Padded = 8;
    public const byte HasPriority = 32;

    public static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    public static void WriteFrameHeader(Span<byte> to, int length, byte type, byte flags, int stream)
    {
        to[0] = (byte)(length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(to[1..], (ushort)length);
        to[3] = type;
        to[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(to[5..], stream);
    }

    public static (int Length, byte Type, byte Flags, int Stream) ReadFrameHeader(ReadOnlySpan<byte> from) =>
        ((from[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(from[1..]), from[3], from[4],
            BinaryPrimitives.ReadInt32BigEndian(from[5..]) & int.MaxValue);

    public static void WriteMessageHeader(Span<byte> to, int length)
    {
        to[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(to[1..], length);
    }
}
