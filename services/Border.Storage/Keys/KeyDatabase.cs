using Border.Storage.Postgres;
using Border.Storage.Sqlite;

namespace Border.Storage.Keys;

/// <summary>The database of the keys of one service, on the engine that the options choose.</summary>
public sealed class KeyDatabase : IAsyncDisposable
{
    /// <summary>Keys are asked for many at once and kept, however many connections the documents have.</summary>
    internal const int Connections = 3;

    private readonly SqliteDatabase? sqlite;
    private readonly PostgresDatabase? postgres;

    public KeyDatabase(StorageOptions options, string service, TimeProvider clock)
    {
        if (options.Engine == StorageEngineKind.Postgres)
        {
            var connectionString = $"{options.ConnectionString};Minimum Pool Size=0;Maximum Pool Size={Connections}";
            postgres = new PostgresDatabase(connectionString, $"{options.DatabasePrefix}_{service}_keys", clock, "Keys.Postgres");
            Store = new PostgresKeyStore(postgres, clock);
            return;
        }

        sqlite = new SqliteDatabase(Path.Combine(options.DataDirectory, $"{service}_keys.db"), clock, "Keys.Sqlite");
        sqlite.Migrate();
        Store = new SqliteKeyStore(sqlite, clock);
    }

    public IKeyStore Store { get; }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        else
            sqlite!.ReleaseFiles();
    }
}
