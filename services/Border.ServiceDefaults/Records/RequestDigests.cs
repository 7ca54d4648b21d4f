using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// By which a retry is told from another request with the same id: a keyed hash of a request's type and content. Without the key, which is in
/// no database, nobody can try out what an erased person's request said.
/// </summary>
public sealed class RequestDigests(byte[] key)
{
    private const byte Keyed = 1;

    public byte[] Of(IMessage request) => [Keyed, .. HMACSHA256.HashData(key, Plain(request))];

    /// <summary>Whether a receipt is of the request. Those of before digests were keyed hold the plain hash.</summary>
    public bool IsOf(ReadOnlySpan<byte> kept, IMessage request) =>
        kept.Length == SHA256.HashSizeInBytes ? kept.SequenceEqual(Plain(request)) : kept.SequenceEqual(Of(request));

    private static byte[] Plain(IMessage request)
    {
        var name = request.Descriptor.FullName;
        var size = request.CalculateSize();
        var content = new byte[Encoding.UTF8.GetByteCount(name) + 1 + size];
        var start = Encoding.UTF8.GetBytes(name, content) + 1;
        request.WriteTo(content.AsSpan(start, size));
        return SHA256.HashData(content);
    }
}
