using System.Text;

namespace Border.Benchmarks.Load;

/// <summary>Header blocks of gRPC calls in HPACK (RFC 7541): indexed names and literals only, nothing that needs a table.</summary>
internal static class HeaderBlock
{
    private const byte MethodPost = 0x83;
    private const byte SchemeHttp = 0x86;
    private const byte NameAuthority = 0x01;
    private const byte NamePath = 0x04;
    private const int StaticNames = 61;

    /// <summary>The block of a request; the same for every call of a method.</summary>
    public static byte[] Request(string authority, string path)
    {
        var block = new List<byte> { MethodPost, SchemeHttp, NamePath };
        AddText(block, path);
        block.Add(NameAuthority);
        AddText(block, authority);
        // Content-type is name 31 of the static table: more than the four bits hold.
        block.AddRange([0x0f, 31 - 15]);
        AddText(block, "application/grpc");
        block.Add(0);
        AddText(block, "te");
        AddText(block, "trailers");
        return [.. block];
    }

    /// <summary>The gRPC status in a block that the other side sent; null when it has none, as the headers before an answer have.</summary>
    public static int? GrpcStatus(ReadOnlySpan<byte> block)
    {
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
                ReadNumber(ref block, 7);
            else if ((first & 0xe0) == 0x20)
                ReadNumber(ref block, 5);
            else if (ReadField(ref block, (first & 0x40) != 0 ? 6 : 4) is { } status)
                return status;
        }

        return null;
    }

    private static int? ReadField(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        var index = ReadNumber(ref block, prefixBits);
        if (index > StaticNames)
            throw new InvalidDataException("The server uses a header table of a size that it was told to be 0.");
        ReadOnlySpan<byte> name = index == 0 ? ReadText(ref block) : default;
        var value = ReadText(ref block);
        if (!name.SequenceEqual("grpc-status"u8))
            return null;
        var status = 0;
        foreach (var digit in value)
            status = (status * 10) + digit - '0';
        return status;
    }

    private static ReadOnlySpan<byte> ReadText(ref ReadOnlySpan<byte> block)
    {
        var isHuffman = (block[0] & 0x80) != 0;
        var length = ReadNumber(ref block, 7);
        var text = block[..length];
        block = block[length..];
        return isHuffman ? throw new InvalidDataException("The server sends Huffman codes, which are not read here.") : text;
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        var most = (1 << prefixBits) - 1;
        var number = block[0] & most;
        block = block[1..];
        if (number < most)
            return number;
        for (var shift = 0; ; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            number += (next & 0x7f) << shift;
            if ((next & 0x80) == 0)
                return number;
        }
    }

    private static void AddText(List<byte> block, string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(text.Length, 127);
        block.Add((byte)text.Length);
        block.AddRange(Encoding.ASCII.GetBytes(text));
    }
}
