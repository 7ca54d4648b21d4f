namespace Border.Cli;

/// <summary>The token by which servers know the user.</summary>
internal static class SessionToken
{
    /// <summary>Takes what was given, or reads the file; a token would be seen by all on a line without TLS to another machine.</summary>
    /// <returns>Null when neither is given.</returns>
    public static string? Load(string? given, string? file, ServerAddresses servers)
    {
        var text = string.IsNullOrWhiteSpace(given) ? ReadFile(file) : given.Trim();
        if (text is null)
            return null;
        if (text.Length == 0 || text.Any(c => c is <= ' ' or > '~'))
            throw CommandException.BadInput("The token is one line of printable ASCII characters without spaces.");
        DemandTls(servers);
        return text;
    }

    /// <summary>Refuses addresses to which no token is sent, wherever it comes from.</summary>
    public static void DemandTls(ServerAddresses servers)
    {
        if (servers.All.FirstOrDefault(address => address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) is { } open)
            throw CommandException.BadInput($"A token is not sent to {open} without TLS. Write the address with https.");
    }

    private static string? ReadFile(string? file) => string.IsNullOrEmpty(file) ? null : File.ReadAllText(file).Trim();
}
