using System.Security.Cryptography;

namespace Border.ServiceDefaults.Privacy;

/// <summary>AES-256-GCM: a random nonce of 12 bytes, the tag of 16, and what was sealed.</summary>
internal static class Sealing
{
    public const int KeyBytes = 32;

    /// <summary>By how much what is sealed is longer.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <param name="context">What it belongs to; it opens with the same only.</param>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var box = new byte[Overhead + plain.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(Overhead), box.AsSpan(NonceBytes, TagBytes), context);
        return box;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        var plain = new byte[box.Length - Overhead];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(box[..NonceBytes], box[Overhead..], box.Slice(NonceBytes, TagBytes), plain, context);
        return plain;
    }
}
