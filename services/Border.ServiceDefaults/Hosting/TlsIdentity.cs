using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Border.ServiceDefaults.Hosting;

/// <summary>The certificates by which a process is known to others, and knows them.</summary>
internal sealed class TlsIdentity : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _chain;

    private TlsIdentity(X509Certificate2 own, X509Certificate2Collection chain, X509Certificate2Collection authorities) =>
        (Own, _chain, Authorities, Context) = (own, chain, authorities, SslStreamCertificateContext.Create(own, chain, offline: true));

    public X509Certificate2 Own { get; }

    /// <summary>The certificate with those between it and the authority, to be shown to clients.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Roots, or authorities below one, of which each is believed by itself. Empty when nobody's certificate is.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <exception cref="CryptographicException">A file is not what it should be, or they do not fit together.</exception>
    /// <exception cref="ArgumentException">The same.</exception>
    public static TlsIdentity Load(ServiceListenOptions options)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.Certificate);
        var authorities = new X509Certificate2Collection();
        if (options.ClientCa.Length > 0)
            authorities.ImportFromPemFile(options.ClientCa);
        if (options.ClientCa.Length > 0 && authorities.Count == 0)
            throw new CryptographicException($"There is no certificate in {options.ClientCa}.");
        using var fromPem = X509Certificate2.CreateFromPemFile(options.Certificate, options.Key);

        // Not every platform's TLS takes a key that was read from PEM; all take one from PKCS #12.
        var own = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), password: null);
        return new TlsIdentity(own, chain, authorities);
    }

    public bool Trusts(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors) =>
        !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && Verify(certificate, ServerAuthentication, sent);

    public bool TrustsClient(X509Certificate2 certificate, X509Chain? sent) => Verify(certificate, ClientAuthentication, sent);

    public void Dispose()
    {
        Own.Dispose();
        foreach (var certificate in Authorities)
            certificate.Dispose();
    }

    // A client shows its certificate alone: what lies between it and the authority is then what lies there for this process's own.
    private bool Verify(X509Certificate? certificate, string usage, X509Chain? sent)
    {
        if (certificate is not X509Certificate2 leaf)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities);
        chain.ChainPolicy.ExtraStore.AddRange(_chain);
        chain.ChainPolicy.ExtraStore.AddRange((X509Certificate2[])[.. sent?.ChainElements.Select(element => element.Certificate) ?? []]);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));

        // It would end at a root only. Any of the authorities will do, and no other: what is signed up to it has been verified.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(leaf) && chain.ChainElements.Any(element => IsAuthority(element.Certificate));
    }

    private bool IsAuthority(X509Certificate2 certificate) =>
        Authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
}
