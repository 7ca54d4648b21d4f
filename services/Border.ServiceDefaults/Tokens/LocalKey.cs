using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Border.Storage;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Border.ServiceDefaults.Tokens;

/// <summary>
/// The key of a machine that makes its own tokens: a PEM file in the data directory that only its owner may read. The first
/// process that needs it makes it; the command line signs with it. Where tokens are made elsewhere, a certificate says by which key.
/// </summary>
internal sealed class LocalKey : IIssuerKeys, IDisposable
{
    public const string FileName = "token-key.pem";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ECDsa _key;
    private readonly IssuerKeys _keys;

    public LocalKey(IOptions<TokenOptions> tokens, IOptions<StorageOptions> storage, TimeProvider clock)
    {
        _key = tokens.Value.Certificate.Length > 0 ? Certified(tokens.Value.Certificate) : Load(storage.Value.DataDirectory);
        _keys = new([new ECDsaSecurityKey(_key)], clock.GetUtcNow());
    }

    public ValueTask<IssuerKeys> GetAsync() => ValueTask.FromResult(_keys);

    public ValueTask<IssuerKeys> GetNewerAsync(IssuerKeys than) => ValueTask.FromResult(_keys);

    public void Dispose() => _key.Dispose();

    private static ECDsa Certified(string path)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            return certificate.GetECDsaPublicKey() ?? throw Unusable($"the certificate {path} has no key of an elliptic curve.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable($"Tokens:Certificate, {path}, is no certificate in PEM that can be read.");
        }
    }

    private static ECDsa Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Make(folder, path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw Unusable($"{path} may be read by others than its owner. Make a new key by removing it, or set its mode to 0600.");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw Unusable($"{path} is no private key of an elliptic curve in PEM.");
        }
    }

    // Whoever reads the file sees all of it, and of two processes that make it at once one wins.
    private static void Make(string folder, string path)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $"{FileName}.{Guid.CreateVersion7():n}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var file = new StreamWriter(draft, options))
        {
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static OptionsValidationException Unusable(string text) => new(TokenOptions.Section, typeof(TokenOptions), [$"Tokens:Issuer is local, and {text}"]);
}
