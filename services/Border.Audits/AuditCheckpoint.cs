using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Border.Audits;

/// <summary>
/// How far a chain went at a time, signed by its service with ECDSA on P-256 over the SHA-256 of five lines, each with a line feed:
/// <c>border audit checkpoint</c>, the service, the sequence, the hash in lower-case hexadecimal digits, the time in microseconds since 1970 UTC.
/// </summary>
/// <param name="PublicKey">As SubjectPublicKeyInfo.</param>
/// <param name="Signature">As a DER sequence.</param>
public sealed record AuditCheckpoint(string Service, AuditHead Head, DateTimeOffset Time, byte[] PublicKey, byte[] Signature)
{
    private const string Title = "border audit checkpoint";

    /// <summary>The SHA-256 of the public key, in lower-case hexadecimal digits.</summary>
    public string KeyId => Convert.ToHexStringLower(SHA256.HashData(PublicKey));

    public static AuditCheckpoint Sign(ECDsa key, string service, AuditHead head, DateTimeOffset time) => new(
        service, head, time, key.ExportSubjectPublicKeyInfo(),
        key.SignData(Content(service, head, time), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <summary>Whether it was signed with the key that it has. Whose that is must be known from elsewhere.</summary>
    public bool IsGenuine()
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(PublicKey, out _);
            return key.VerifyData(Content(Service, Head, Time), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Content(string service, AuditHead head, DateTimeOffset time) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Title}\n{service}\n{head.Sequence}\n{Convert.ToHexStringLower(head.Hash)}\n{AuditChain.MicrosOf(time)}\n"));
}
