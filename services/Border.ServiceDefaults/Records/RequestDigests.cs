using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// By which a retry is told from another request with the same id: a hash of a request's type and content. It is keyed where requests say
/// something about persons: without the key, which is in no database, nobody can try out what an erased person's request said.
/// </summary>
/// <param name="isKeyed">False where they do not: a retry is known there whatever the key is by then.</param>
public sealed class RequestDigests(byte[] key, bool isKeyed)
{
    private const byte Keyed = 1;

    public byte[] Of(IMessage request) => isKeyed ? KeyedOf(request) : PlainOf(request);

    /// <summary>Whether a receipt is of the request, by the kind of hash that it holds: it may be of before this kind was kept here.</summary>
    public bool IsOf(ReadOnlySpan<byte> kept, IMessage request) =>
        kept.SequenceEqual(kept.Length == SHA256.HashSizeInBytes ? PlainOf(request) : KeyedOf(request));

    private byte[] KeyedOf(IMessage request) => [Keyed, .. HMACSHA256.HashData(key, PlainOf(request))];

    private static byte[] PlainOf(IMessage request)
    {
        var name = request.Descriptor.FullName;
        var size = request.CalculateSize();
        var content = new byte[Encoding.UTF8.GetByteCount(name) + 1 + size];
        var start = Encoding.UTF8.GetBytes(name, content) + 1;
        request.WriteTo(content.AsSpan(start, size));
        return SHA256.HashData(content);
    }
}
