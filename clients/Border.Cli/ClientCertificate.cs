using System.Net.Security;
using System.Security.Cryptography;
using Border.ServiceDefaults.Hosting;

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
            return TlsIdentity.Load(certificate ?? "", key ?? "", authority).AsClient();
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw CommandException.BadInput("--certificate, --key and --ca must be PEM files, the key without a password and of the certificate.");
        }
    }
}
