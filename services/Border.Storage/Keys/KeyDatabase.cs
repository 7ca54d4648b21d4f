using Border.Storage.Postgres;
using Border.Storage.Sqlite;

namespace Border.Storage.Keys;

/// <summary>The database of the keys of one service, on the engine that the options choose.</summary>
public sealed class KeyDatabase : IAsyncDisposable
{
    private readonly SqliteDatabase? sqlite;
    private readonly PostgresDatabase? postgres;

    public KeyDatabase(StorageOptions options, string service, TimeProvider clock)
    {
        if (options.Engine == StorageEngineKind.Postgres)
        {
            postgres = new PostgresDatabase(options.ConnectionString, $"{options.DatabasePrefix}_{service}_keys", clock, "Keys.Postgres");
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
