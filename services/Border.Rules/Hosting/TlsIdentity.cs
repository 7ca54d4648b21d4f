using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Border.ServiceDefaults.Hosting;

/// <summary>The certificates by which a process is known to others, and knows them: of a service, and of the command line.</summary>
internal sealed class TlsIdentity : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _chain;

    // Roots, or authorities below one, of which each is believed by itself. Empty when nobody's certificate is.
    private readonly X509Certificate2Collection _authorities;

    private TlsIdentity(X509Certificate2? own, X509Certificate2Collection chain, X509Certificate2Collection authorities)
    {
        (_chain, _authorities) = (chain, authorities);
        Context = own is null ? null : SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    /// <summary>The own certificate with those between it and the authority, to be shown to others. Null for who has none.</summary>
    public SslStreamCertificateContext? Context { get; }

    /// <summary>Reads PEM files.</summary>
    /// <param name="certificate">The own certificate, followed by those between it and the authority; empty for none.</param>
    /// <param name="key">Its key, without a password.</param>
    /// <param name="authority">Those who are believed; empty for nobody.</param>
    /// <exception cref="CryptographicException">A file is not what it should be, or they do not fit together.</exception>
    /// <exception cref="ArgumentException">The same.</exception>
    public static TlsIdentity Load(string certificate, string key, string authority)
    {
        var (chain, authorities) = (new X509Certificate2Collection(), new X509Certificate2Collection());
        if (authority.Length > 0)
            authorities.ImportFromPemFile(authority);
        if (authority.Length > 0 && authorities.Count == 0)
            throw new CryptographicException($"There is no certificate in {authority}.");
        if (certificate.Length == 0)
            return new TlsIdentity(null, chain, authorities);
        chain.ImportFromPemFile(certificate);
        using var fromPem = X509Certificate2.CreateFromPemFile(certificate, key);

        // Not every platform's TLS takes a key that was read from PEM; all take one from PKCS #12.
        var own = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), password: null);
        return new TlsIdentity(own, chain, authorities);
    }

    /// <summary>For connections to servers that the authorities are of.</summary>
    public SslClientAuthenticationOptions AsClient() => new()
    {
        ClientCertificateContext = Context,
        CertificateChainPolicy = OfWhatIsHere(),
        RemoteCertificateValidationCallback = (_, certificate, sent, errors) =>
            !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && Verify(certificate, ServerAuthentication, sent),
    };

    /// <summary>
    /// A certificate may say where the one above it is to be had. Whether it is believed does not depend on that, and who asks there in vain waits
    /// for long.
    /// </summary>
    public static X509ChainPolicy OfWhatIsHere() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    public bool TrustsClient(X509Certificate2 certificate, X509Chain? sent) => Verify(certificate, ClientAuthentication, sent);

    public void Dispose()
    {
        Context?.TargetCertificate.Dispose();
        foreach (var certificate in _authorities)
            certificate.Dispose();
    }

    // Who shows a certificate alone: what lies between it and the authority may be what lies there for the own one.
    private bool Verify(X509Certificate? certificate, string usage, X509Chain? sent)
    {
        if (certificate is not X509Certificate2 leaf)
            return false;
        using var chain = new X509Chain { ChainPolicy = OfWhatIsHere() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(_chain);
        chain.ChainPolicy.ExtraStore.AddRange((X509Certificate2[])[.. sent?.ChainElements.Select(element => element.Certificate) ?? []]);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));

        // It would end at a root only. Any of the authorities will do, and no other: what is signed up to it has been verified.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(leaf) && chain.ChainElements.Any(element => IsAuthority(element.Certificate));
    }

    private bool IsAuthority(X509Certificate2 certificate) =>
        _authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
}
