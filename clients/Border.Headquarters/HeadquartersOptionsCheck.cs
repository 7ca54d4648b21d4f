using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Border.Headquarters;

/// <summary>Stops a process that would serve browsers where it must not, or cannot.</summary>
internal sealed class HeadquartersOptionsCheck : IValidateOptions<HeadquartersOptions>
{
    public ValidateOptionsResult Validate(string? name, HeadquartersOptions options)
    {
        string[] faults = [.. ListenFaults(options), .. IssuerFaults(options), .. ServiceFaults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> ListenFaults(HeadquartersOptions options)
    {
        if (ListenAddress.TryParse(options.Url) is not { } address)
            yield return "Headquarters:Url must be like http://127.0.0.1:5401, with an IP address, localhost or * and a port.";
        else if (!address.IsLoopback && !(options.HasTls && options.HasIssuer && !options.IsLocalIssuer))
            yield return "Headquarters:Url is no loopback address. Set Headquarters:Certificate, Key and Issuer, which is not local, or listen on 127.0.0.1.";
        else if (!address.IsLoopback && options.Hosts.Length == 0)
            yield return "Headquarters:Hosts must name the hosts that browsers call, such as border.example.org.";
        else if (address.IsHttps != options.HasTls)
            yield return "Headquarters:Url must begin with https when Headquarters:Certificate is set, and with http when it is not.";
        if (options.HasTls != options.Key.Length > 0)
            yield return "Headquarters:Certificate and Headquarters:Key must be set together.";
        else if (options.HasTls && !CanLoad(options))
            yield return "Headquarters:Certificate and Headquarters:Key must be PEM files, the key without a password and of the certificate.";
        if (!WebFiles.At(options.WebRoot).Exist)
            yield return $"Headquarters:WebRoot: there is no index.html in {WebFiles.At(options.WebRoot).Folder}. The build makes it where Node is installed.";
    }

    private static IEnumerable<string> IssuerFaults(HeadquartersOptions options)
    {
        if (!options.HasIssuer || options.IsLocalIssuer)
            yield break;
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || !(issuer.Scheme == Uri.UriSchemeHttps || IsPlainLoopback(issuer)))
            yield return "Headquarters:Issuer must be an https address; http only on this machine.";
        if (options.ClientId.Length == 0)
            yield return "Headquarters:ClientId must be set when Headquarters:Issuer is.";
    }

    private static IEnumerable<string> ServiceFaults(HeadquartersOptions options)
    {
        foreach (var (name, address) in options.Services)
        {
            var isHttps = address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps;
            if (!isHttps && !(address.IsAbsoluteUri && IsPlainLoopback(address)))
                yield return $"Headquarters:{char.ToUpperInvariant(name[0])}{name[1..]} must be an https address; http only on this machine.";
            else if (isHttps && options.ClientCertificate.Length == 0)
                yield return $"Headquarters:ClientCertificate, ClientKey and ServiceCa must be set to call {address}.";
        }

        string[] files = [options.ClientCertificate, options.ClientKey, options.ServiceCa];
        if (files.Any(file => file.Length > 0) && !files.All(File.Exists))
            yield return "Headquarters:ClientCertificate, ClientKey and ServiceCa must be three PEM files.";
    }

    private static bool IsPlainLoopback(Uri address) => address.Scheme == Uri.UriSchemeHttp && address.IsLoopback;

    private static bool CanLoad(HeadquartersOptions options)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.Key);
            return certificate.HasPrivateKey;
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
