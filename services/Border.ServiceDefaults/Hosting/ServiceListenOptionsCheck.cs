using System.Security.Cryptography;
using Border.ServiceDefaults.Tokens;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Hosting;

/// <summary>Stops a process that would listen where it must not, or cannot.</summary>
internal sealed class ServiceListenOptionsCheck(IOptions<TokenOptions> tokens) : IValidateOptions<ServiceListenOptions>
{
    public ValidateOptionsResult Validate(string? name, ServiceListenOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(ServiceListenOptions options)
    {
        if (ListenAddress.TryParse(options.Url) is not { } address)
            yield return "Listen:Url must be like http://127.0.0.1:5400, with an IP address, localhost or * and a port.";
        else if (!address.IsLoopback && !options.HasTls)
            yield return "Listen:Url is no loopback address. Set Listen:Certificate, Listen:Key and Listen:ClientCa or Tokens:Issuer, or listen on 127.0.0.1.";
        else if (address.IsHttps != options.HasTls)
            yield return "Listen:Url must begin with https when Listen:Certificate is set, and with http when it is not.";
        if (options.HealthPort is < 0 or > 65535)
            yield return "Listen:HealthPort must be a port, 1 to 65535, or 0 for none.";
        else if (options.HealthPort != 0 && options.HealthPort == ListenAddress.TryParse(options.Url)?.Port)
            yield return "Listen:HealthPort must not be the port of Listen:Url.";
        foreach (var fault in TlsFaults(options))
            yield return fault;
    }

    private IEnumerable<string> TlsFaults(ServiceListenOptions options)
    {
        (string Key, string Path)[] files =
            [("Listen:Certificate", options.Certificate), ("Listen:Key", options.Key), ("Listen:ClientCa", options.ClientCa)];
        if (files.All(file => file.Path.Length == 0))
            yield break;
        if (tokens.Value.AreNeeded && options.ClientCa.Length == 0)
            files = files[..2];
        foreach (var (key, path) in files)
        {
            if (!File.Exists(path))
                yield return path.Length == 0 ? $"{key} must be set too: without Tokens:Issuer, TLS is mutual." : $"{key}: there is no file {path}.";
        }

        if (files.All(file => File.Exists(file.Path)) && !CanLoad(options))
            yield return "Listen:Certificate, Listen:Key and Listen:ClientCa must be PEM files, the key without a password and of the certificate.";
    }

    private static bool CanLoad(ServiceListenOptions options)
    {
        try
        {
            using var identity = TlsIdentity.Load(options.Certificate, options.Key, options.ClientCa);
            return true;
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
