using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Border.Cli;

/// <summary>The certificate by which servers that ask for one know the user, and the authority of theirs.</summary>
internal static class ClientCertificate
{
    /// <summary>Reads PEM files. Without any, there is no certificate and the machine's own authorities are trusted.</summary>
    public static SslClientAuthenticationOptions? Load(string? certificate, string? key, string? authority)
    {
        string?[] files = [certificate, key, authority];
        if (files.All(string.IsNullOrEmpty))
            return null;
        if (string.IsNullOrEmpty(authority) || string.IsNullOrEmpty(certificate) != string.IsNullOrEmpty(key))
            throw CommandException.BadInput("--certificate, --key and --ca go together; --ca may stand alone.");
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(authority);
            if (string.IsNullOrEmpty(certificate))
                return new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(authorities) };
            using var fromPem = X509Certificate2.CreateFromPemFile(certificate, key);
            return new SslClientAuthenticationOptions
            {
                // Not every platform's TLS takes a key that was read from PEM; all take one from PKCS #12.
                ClientCertificates = [X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), password: null)],
                CertificateChainPolicy = Trusting(authorities),
            };
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw CommandException.BadInput("--certificate, --key and --ca must be PEM files, the key without a password and of the certificate.");
        }
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
