using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Border.Storage;
using Border.Storage.Keys;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// The secret outside of every database, under which the keys of records are kept. It is read, or made, when it is needed first.
/// Whatever needs it throws <see cref="StorageUnavailableException"/> while it is gone.
/// </summary>
internal sealed class MasterKey(IOptions<PrivacyOptions> options, IOptions<StorageOptions> storage)
{
    private const string OwnFile = "privacy.key";

    // A file that is missing may come back.
    private readonly Lazy<byte[]> _key = new(
        () => options.Value.Key.Length > 0 ? Convert.FromBase64String(options.Value.Key) : Own(storage.Value.DataDirectory), LazyThreadSafetyMode.PublicationOnly);

    private readonly ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);

    /// <summary>The option, or the file, that has it.</summary>
    public string Place => options.Value.Key.Length > 0 ? $"{PrivacyOptions.Section}:{nameof(PrivacyOptions.Key)}" : Path.Combine(storage.Value.DataDirectory, OwnFile);

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
            // The other process may have used it since.
            if (KeyDatabase.IsAnyIn(folder) && !File.Exists(file))
                throw new StorageUnavailableException($"{file} is missing, under which the keys in the databases beside it are kept.");
            Directory.CreateDirectory(folder);
            SecretFiles.Create(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Sealing.KeyBytes)));
        }

        var key = new byte[Sealing.KeyBytes];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var bytes) && bytes == key.Length
            ? key
            : throw new StorageUnavailableException($"{file} does not hold 32 bytes in base64.");
    }
}
