using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Border.Testing;

/// <summary>An authority for one test, and certificates that it signed, as PEM files.</summary>
public sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly ScratchFolder _folder = new();
    private readonly X509Certificate2 _authority;
    private readonly bool _isBelow;

    /// <param name="above">The authority that made this one; none for a root.</param>
    /// <param name="issuerAt">Where it says that the certificate above it can be downloaded.</param>
    public TestCertificates(TestCertificates? above = null, Uri? issuerAt = null)
    {
        _isBelow = above is not null;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(_isBelow ? "CN=Test intermediate" : "CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (issuerAt is not null)
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: [issuerAt.AbsoluteUri]));
        _authority = above is null ? request.CreateSelfSigned(From, From.AddDays(3)) : Below(above._authority, request, key);
        File.WriteAllText(AuthorityPath, _authority.ExportCertificatePem());
    }

    public string AuthorityPath => Path.Combine(_folder.Path, "ca.pem");

    /// <returns>The arguments of a process that has a certificate of that name.</returns>
    public string[] ArgumentsFor(string commonName)
    {
        var (certificate, key) = Issue(commonName);
        return [$"--Listen:Certificate={certificate}", $"--Listen:Key={key}", $"--Listen:ClientCa={AuthorityPath}"];
    }

    public (string CertificatePath, string KeyPath) Issue(string commonName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(_authority, From, From.AddDays(2), RandomNumberGenerator.GetBytes(8));
        var path = Path.Combine(_folder.Path, commonName);
        // With what lies between it and the root.
        File.WriteAllText(path + ".pem", certificate.ExportCertificatePem() + (_isBelow ? "\n" + _authority.ExportCertificatePem() : ""));
        File.WriteAllText(path + ".key", key.ExportPkcs8PrivateKeyPem());
        return (path + ".pem", path + ".key");
    }

    private static X509Certificate2 Below(X509Certificate2 above, CertificateRequest request, ECDsa key)
    {
        using var certificate = request.Create(above, From, From.AddDays(2.5), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    public string PathOf(string file) => Path.Combine(_folder.Path, file);

    /// <summary>Puts files of others in the place of this one's.</summary>
    public void ReplaceBy(TestCertificates others, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
            File.Copy(others.PathOf(file), PathOf(file), overwrite: true);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
