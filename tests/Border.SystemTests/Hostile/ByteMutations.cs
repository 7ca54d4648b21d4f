using Google.Protobuf;

namespace Border.SystemTests.Hostile;

/// <summary>Spoils the bytes of a message.</summary>
internal sealed class ByteMutations(Random random)
{
    private const int NestingDepth = 200;

    public byte[] Apply(byte[] bytes) => random.Next(10) switch
    {
        0 => FlipBits(bytes),
        1 => bytes[..random.Next(bytes.Length + 1)],
        2 => [.. bytes, .. bytes],
        3 => [.. bytes, .. UnknownField()],
        4 => WithWrongWireType(bytes),
        5 => [.. bytes, .. Nested()],
        6 => [.. bytes, .. NestedGroups()],
        7 => WithWrongLength(bytes),
        8 => Noise(random.Next(200)),
        _ => Splice(bytes),
    };

    /// <summary>The bytes of <see cref="FieldMutations.Marker"/> made no text.</summary>
    public static byte[] BreakText(byte[] bytes)
    {
        var marker = System.Text.Encoding.ASCII.GetBytes(FieldMutations.Marker);
        var start = bytes.AsSpan().IndexOf(marker);
        if (start >= 0)
            bytes.AsSpan(start, marker.Length).Fill(0xFF);
        return bytes;
    }

    private byte[] FlipBits(byte[] bytes)
    {
        for (var count = bytes.Length == 0 ? 0 : random.Next(1, 5); count > 0; count--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private byte[] Splice(byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. Noise(random.Next(1, 12)), .. bytes[at..]];
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private byte[] UnknownField() => random.Next(3) switch
    {
        0 => Field(random.Next(1000, 100_000), WireFormat.WireType.LengthDelimited, [8, .. Noise(8)]),
        1 => Field(random.Next(1000, 100_000), WireFormat.WireType.Varint, [0xFF, 0xFF, 0x03]),
        _ => Field(random.Next(1000, 100_000), WireFormat.WireType.Fixed64, Noise(8)),
    };

    // The field after the first ones may be of any type: as it comes.
    private byte[] WithWrongWireType(byte[] bytes) =>
        [.. bytes, .. Field(random.Next(1, 17), (WireFormat.WireType)random.Next(8), Noise(random.Next(12)))];

    private byte[] WithWrongLength(byte[] bytes) =>
        [.. bytes, .. Field(random.Next(1, 17), WireFormat.WireType.LengthDelimited, [0xFF, 0xFF, 0xFF, 0xFF, (byte)random.Next(16), .. Noise(4)])];

    private byte[] Nested()
    {
        var tag = Tag(random.Next(1, 17), WireFormat.WireType.LengthDelimited);
        byte[] inner = [];
        for (var depth = 0; depth < NestingDepth; depth++)
            inner = [.. tag, .. Varint(inner.Length), .. inner];
        return inner;
    }

    private byte[] NestedGroups() =>
        [.. Enumerable.Repeat(Tag(random.Next(1, 17), WireFormat.WireType.StartGroup), NestingDepth).SelectMany(tag => tag)];

    private static byte[] Field(int number, WireFormat.WireType type, byte[] value) => [.. Tag(number, type), .. value];

    private static byte[] Tag(int number, WireFormat.WireType type) => Varint((number << 3) | (int)type);

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
