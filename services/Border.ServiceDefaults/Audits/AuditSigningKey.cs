using System.Security.Cryptography;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Audits;

/// <summary>The key with which this process signs. It is read, or made, when it is needed first.</summary>
internal sealed class AuditSigningKey(IOptions<AuditOptions> options, IOptions<StorageOptions> storage) : IDisposable
{
    private const string OwnFile = "audit-signing.pem";

    private readonly Lock _gate = new();
    private ECDsa? _key;

    /// <exception cref="RefusalException">There is none, and none can be made.</exception>
    public ECDsa Open()
    {
        lock (_gate)
        {
            try
            {
                return _key ??= options.Value.SigningKey.Length > 0 ? Read(options.Value.SigningKey) : Own(storage.Value.DataDirectory);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                throw Refusals.RuleBroken("Checkpoints cannot be signed: the file of Audit:SigningKey, or one in the data directory, cannot be read or made.");
            }
        }
    }

    public void Dispose() => _key?.Dispose();

    private static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    private static ECDsa Own(string folder)
    {
        var file = Path.Combine(folder, OwnFile);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            SecretFiles.Create(file, made.ExportPkcs8PrivateKeyPem());
        }

        return Read(file);
    }
}
