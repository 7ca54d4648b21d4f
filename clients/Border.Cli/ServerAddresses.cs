namespace Border.Cli;

/// <summary>Where the services are: one address for all of them, or for some an address of their own.</summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Default">The address of every service that has none of its own.</param>
/// <param name="Own">The address of a service by its name, such as <c>cases</c>.</param>
internal sealed record ServerAddresses(string Text, Uri Default, IReadOnlyDictionary<string, Uri> Own)
{
    private const string Station = "http://127.0.0.1:5400";

    public static IReadOnlyList<string> Services { get; } = ["patrols", "persons", "cases", "seizures", "statistics"];

    public static string Forms { get; } = $"URL, or SERVICE=URL for some of {string.Join(", ", Services)}, separated by commas";

    public static ServerAddresses Parse(string? text)
    {
        text = text is { Length: > 0 } ? text : Station;
        var common = new Uri(Station);
        var own = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is [var service, var address] && Services.Contains(service))
                own[service] = Address(address);
            else
                common = Address(part);
        }

        return new ServerAddresses(text, common, own);
    }

    /// <summary>Every address.</summary>
    public IEnumerable<Uri> All => Own.Values.Append(Default).Distinct();

    /// <summary>The address of a service.</summary>
    public Uri Of(string service) => Own.GetValueOrDefault(service, Default);

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? uri
            : throw CommandException.BadInput($"'{text}' is not the address of a server. Write it as http://host:port.");
}
