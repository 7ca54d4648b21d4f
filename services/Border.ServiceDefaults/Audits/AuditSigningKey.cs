using System.Numerics;
using System.Security.Cryptography;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Audits;

/// <summary>
/// The key with which this process signs: that of <c>Audit:SigningKey</c>, or that of the data directory, or one that is derived from
/// <c>Privacy:Key</c> and so is the same in every process. It is read, or made, when it is needed first.
/// </summary>
internal sealed class AuditSigningKey(IOptions<AuditOptions> options, IOptions<PrivacyOptions> privacy, IOptions<StorageOptions> storage, MasterKey master) : IDisposable
{
    private const string OwnFile = "audit-signing.pem";

    // The order of P-256.
    private static readonly BigInteger Order = new(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    private readonly Lock _gate = new();
    private ECDsa? _key;

    /// <exception cref="RefusalException">There is none, and none can be made.</exception>
    public ECDsa Open()
    {
        lock (_gate)
        {
            try
            {
                return _key ??= options.Value.SigningKey.Length > 0 ? Read(options.Value.SigningKey) : Own(Path.Combine(storage.Value.DataDirectory, OwnFile));
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

    private ECDsa Own(string file)
    {
        if (!File.Exists(file))
        {
            if (privacy.Value.Key.Length > 0)
                return Derived();
            Directory.CreateDirectory(storage.Value.DataDirectory);
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            SecretFiles.Create(file, made.ExportPkcs8PrivateKeyPem());
        }

        return Read(file);
    }

    // By extra random bits, as FIPS 186-5 makes private keys: 1 to the order less 1.
    private ECDsa Derived()
    {
        byte[] bits = [.. master.For($"{nameof(AuditSigningKey)}/1"), .. master.For($"{nameof(AuditSigningKey)}/2")];
        var secret = (new BigInteger(bits, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        var number = new byte[Sealing.KeyBytes];
        var digits = secret.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(number, number.Length - digits.Length);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number });
    }
}
