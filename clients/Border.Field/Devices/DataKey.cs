using System.Security.Cryptography;
using System.Text;

namespace Border.Field.Devices;

/// <summary>Seals what the device keeps, with AES-256-GCM. Each sealed text is bound to where it is kept, and opens nowhere else.</summary>
internal sealed class DataKey(byte[] key) : IDisposable
{
    public const int Bytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm _cipher = new(key, TagBytes);
    private readonly byte[] _key = key;

    public static DataKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The nonce, the sealed bytes and the tag.</summary>
    /// <param name="place">Where it is kept, such as `body/` and the request's id.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        _cipher.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(place));
        return box;
    }

    /// <exception cref="CryptographicException">Another key, another place, or not what was sealed.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to have been sealed.");
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        _cipher.Decrypt(
            box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[^TagBytes..], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }

    /// <summary>The key itself, sealed under another one.</summary>
    public byte[] WrapUnder(DataKey other, string place) => other.Seal(_key, place);

    public static DataKey Unwrap(ReadOnlySpan<byte> box, DataKey under, string place) => new(under.Open(box, place));

    /// <summary>The key that a passphrase gives, slowly on purpose: a lost device is tried offline.</summary>
    public static DataKey Of(string passphrase, byte[] salt, int iterations) =>
        new(Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations, HashAlgorithmName.SHA256, Bytes));

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }
}
