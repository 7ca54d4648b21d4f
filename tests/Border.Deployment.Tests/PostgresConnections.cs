using System.Globalization;
using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>To whom a PostgreSQL gives connections, and how many.</summary>
internal static class PostgresConnections
{
    /// <summary>Without it the official image trusts whoever comes over loopback or the socket.</summary>
    public const string PasswordsForAll = "--auth-host=scram-sha-256 --auth-local=scram-sha-256";

    private const string Setting = "max_connections=";
    private const int ByDefault = 100;

    // Three are kept for the superuser by default, and some are for people and for backups.
    private const int Others = 10;

    /// <param name="command">What the server is started with.</param>
    public static int OfServices(IEnumerable<JsonNode?> command)
    {
        var given = command.Select(word => word!.ToString()).SingleOrDefault(word => word.StartsWith(Setting, StringComparison.Ordinal));
        return (given is null ? ByDefault : int.Parse(given[Setting.Length..], CultureInfo.InvariantCulture)) - Others;
    }
}
