using Border.Storage;
using Npgsql;

namespace Border.Testing;

/// <summary>The database of one service as it was once, as an administrator keeps it: a dump, or a copy of the file.</summary>
public sealed class Backup
{
    private readonly StoragePlace place;
    private readonly string service;
    private readonly string file;

    private Backup(StoragePlace place, string service, string file) => (this.place, this.service, this.file) = (place, service, file);

    private static bool IsPostgres(StoragePlace place) => place.Options.Engine == StorageEngineKind.Postgres;

    private string Database => $"{place.Options.DatabasePrefix}_{service}";

    private string Live => Path.Combine(place.Options.DataDirectory, $"{service}.db");

    /// <summary>While the service runs.</summary>
    public static async Task<Backup> TakeAsync(StoragePlace place, string service)
    {
        if (IsPostgres(place))
            return new(place, service, await (await PostgresCluster.SharedAsync()).DumpAsync($"{place.Options.DatabasePrefix}_{service}"));
        var file = Path.Combine(place.Options.DataDirectory, $"{service}.backup");
        await Tampering.RunAsync(place, $"vacuum into '{file}'", service);
        return new(place, service, file);
    }

    /// <summary>While it does not. What was stored since is gone.</summary>
    public async Task RestoreAsync()
    {
        if (!IsPostgres(place))
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(Live + suffix);
            File.Copy(file, Live);
            return;
        }

        await using var server = new NpgsqlConnection($"{place.Options.ConnectionString};Database=postgres;Pooling=false");
        await server.OpenAsync();
        // Dropping it would wait for a checkpoint of all that the tests wrote.
        await using var putAside = new NpgsqlCommand(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Database}'; alter database {Database} rename to {Database}_aside", server);
        await putAside.ExecuteNonQueryAsync();
        await (await PostgresCluster.SharedAsync()).RestoreAsync(Database, file);
    }
}
