using System.Net;
using Microsoft.AspNetCore.Http;

namespace Border.ServiceDefaults.Hosting;

/// <summary>A <see cref="ServiceListenOptions.Url"/> taken apart.</summary>
public sealed record ListenAddress(IPAddress Address, int Port, bool IsHttps)
{
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <returns>Null when the text is no address to listen on.</returns>
    public static ListenAddress? TryParse(string url)
    {
        if (TryParseBinding(url) is not { PathBase: "" or "/" } binding || !IsScheme(binding.Scheme) || binding.Port is < 0 or > 65535)
            return null;
        return AddressOf(binding.Host) is { } address
            ? new ListenAddress(address, binding.Port, binding.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static BindingAddress? TryParseBinding(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsScheme(string scheme) =>
        scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    private static IPAddress? AddressOf(string host) => host switch
    {
        "*" or "+" => IPAddress.IPv6Any,
        "localhost" => IPAddress.Loopback,
        _ => IPAddress.TryParse(host, out var address) ? address : null,
    };
}
