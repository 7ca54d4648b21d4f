using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// The certificates as the files have them now: new connections are made with new ones as soon as they are there. What is half
/// written, or does not fit together, is not taken, and the last that did goes on. The files' content tells, for where they are
/// links to a folder that is changed as a whole their times stay the same.
/// </summary>
public sealed class TlsFiles(ServiceListenOptions options, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _reading = new();
    private TlsIdentity? _identity;
    private byte[] _digest = [];
    private long _readAt;

    /// <summary>Whether there is a certificate, and who may show another is known: what it takes to call others, and to be called by them, by mutual TLS.</summary>
    internal bool AreMutual => options.HasTls && options.ClientCa.Length > 0;

    private TlsIdentity Current
    {
        get
        {
            lock (_reading)
            {
                if (_identity is null || clock.GetElapsedTime(_readAt) >= Pause)
                    Read();
                return _identity!;
            }
        }
    }

    /// <summary>For one connection to a listener.</summary>
    /// <param name="isRequired">Whether the client must show a certificate. One that is shown must be good in any case.</param>
    public SslServerAuthenticationOptions AsServer(bool isRequired)
    {
        var identity = Current;
        return new()
        {
            ServerCertificateContext = identity.Context,
            ClientCertificateRequired = options.ClientCa.Length > 0,
            CertificateChainPolicy = TlsIdentity.OfWhatIsHere(),
            RemoteCertificateValidationCallback = (_, shown, chain, _) =>
                shown is X509Certificate2 certificate ? identity.TrustsClient(certificate, chain) : !isRequired,
        };
    }

    /// <summary>For one connection to a server.</summary>
    public SslClientAuthenticationOptions AsClient() => Current.AsClient();

    private void Read()
    {
        _readAt = clock.GetTimestamp();
        try
        {
            // Before they are read: what is written meanwhile is then found to be new the next time.
            var digest = Digest();
            if (_identity is not null && digest.AsSpan().SequenceEqual(_digest))
                return;
            _digest = digest;
            _identity = TlsIdentity.Load(options.Certificate, options.Key, options.ClientCa);
        }
        catch (Exception unusable) when (_identity is not null && unusable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            logger.LogWarning(unusable, "The files of certificates do not fit together. The last that did are used on.");
        }
    }

    private byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in (string[])[options.Certificate, options.Key, options.ClientCa])
            hash.AppendData(path.Length == 0 ? [] : SHA256.HashData(File.ReadAllBytes(path)));
        return hash.GetHashAndReset();
    }
}
