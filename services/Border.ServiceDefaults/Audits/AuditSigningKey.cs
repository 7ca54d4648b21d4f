using System.Security.Cryptography;
using Border.ServiceDefaults.Errors;
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

    // Written whole under another name first: two processes may make it at once, and one of the two then reads the other's.
    private static ECDsa Own(string folder)
    {
        var file = Path.Combine(folder, OwnFile);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var draft = Path.Combine(folder, $"{OwnFile}.{Guid.NewGuid():n}");
            using (var stream = new FileStream(draft, Secret()))
            using (var writer = new StreamWriter(stream))
                writer.Write(made.ExportPkcs8PrivateKeyPem());
            Place(draft, file);
        }

        return Read(file);
    }

    private static void Place(string draft, string file)
    {
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions Secret() => OperatingSystem.IsWindows()
        ? new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }
        : new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
}
