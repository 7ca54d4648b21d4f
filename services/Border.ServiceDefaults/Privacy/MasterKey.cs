using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Border.Storage;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Privacy;

/// <summary>The secret outside of every database, under which the keys of records are kept. It is read, or made, when it is needed first.</summary>
internal sealed class MasterKey(IOptions<PrivacyOptions> options, IOptions<StorageOptions> storage)
{
    private const string OwnFile = "privacy.key";

    private readonly Lazy<byte[]> _key = new(() => options.Value.Key.Length > 0 ? Convert.FromBase64String(options.Value.Key) : Own(storage.Value.DataDirectory));

    private readonly ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);

    /// <summary>A key for another use, which tells nothing of this one or of those for other uses.</summary>
    public byte[] For(string use) =>
        _derived.GetOrAdd(use, use => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, Sealing.KeyBytes, info: Encoding.UTF8.GetBytes(use)));

    public byte[] Wrap(byte[] key, string record) => Sealing.Seal(_key.Value, key, Encoding.UTF8.GetBytes(record));

    /// <exception cref="CryptographicException">It was wrapped under another key, or for another record.</exception>
    public byte[] Unwrap(byte[] wrapped, string record) => Sealing.Open(_key.Value, wrapped, Encoding.UTF8.GetBytes(record));

    // Outside of the databases, so that whoever has those alone has nothing. Two processes may make it at once.
    private static byte[] Own(string folder)
    {
        var file = Path.Combine(folder, OwnFile);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            SecretFiles.Create(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Sealing.KeyBytes)));
        }

        return Convert.FromBase64String(File.ReadAllText(file));
    }
}
