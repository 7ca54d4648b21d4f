using Border.Storage.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Border.Storage;

/// <summary>What the ranges of the options do not say: whether the connection string is one by which records may go to a server.</summary>
internal sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    private const string Key = $"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        string[] faults = options.Engine == StorageEngineKind.Postgres ? [.. FaultsOf(options.ConnectionString)] : [];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(fault => $"{Key} {fault}"));
    }

    private static IEnumerable<string> FaultsOf(string connectionString)
    {
        if (connectionString.Length == 0)
            return ["must be set when Storage:Engine is Postgres."];
        try
        {
            return FaultsOf(new NpgsqlConnectionStringBuilder(connectionString));
        }
        catch (ArgumentException)
        {
            // Why not would quote from it, and that may be the password.
            return ["cannot be read: it must be of keys that Npgsql knows and their values, as in Host=127.0.0.1;Username=border."];
        }
    }

    private static IEnumerable<string> FaultsOf(NpgsqlConnectionStringBuilder connection)
    {
        if (string.IsNullOrEmpty(connection.Host))
            yield return "must name a server: Host=127.0.0.1.";
        if (!PostgresTransport.IsSafe(connection))
            yield return "goes to another machine: add SSL Mode=VerifyFull and Root Certificate=FILE, the authority of the server, to it.";
        if (!string.IsNullOrEmpty(connection.Database))
            yield return "must not name a database: each service has its own, see Storage:DatabasePrefix.";
    }
}
