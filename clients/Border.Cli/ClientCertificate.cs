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
            var options = Trusting(authorities);
            if (string.IsNullOrEmpty(certificate))
                return options;
            using var fromPem = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);

            // Not every platform's TLS takes a key that was read from PEM; all take one from PKCS #12.
            var own = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), password: null);
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, chain, offline: true);
            return options;
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw CommandException.BadInput("--certificate, --key and --ca must be PEM files, the key without a password and of the certificate.");
        }
    }

    // Roots, or authorities below one: a chain that is right so far need not end at a root, but must have one of them in it.
    private static SslClientAuthenticationOptions Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return new()
        {
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, chain, errors) => errors == SslPolicyErrors.None
                && chain is not null && chain.ChainElements.Any(element => authorities.Any(authority => IsSame(authority, element.Certificate))),
        };
    }

    private static bool IsSame(X509Certificate2 one, X509Certificate2 other) => one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);
}
