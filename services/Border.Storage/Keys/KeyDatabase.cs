using Border.Storage.Postgres;
using Border.Storage.Sqlite;

namespace Border.Storage.Keys;

/// <summary>The database of the keys of one service, on the engine that the options choose.</summary>
public sealed class KeyDatabase : IAsyncDisposable
{
    /// <summary>Keys are asked for many at once and kept, however many connections the documents have.</summary>
    internal const int Connections = 3;

    private const string FileEnd = "_keys.db";

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

        sqlite = new SqliteDatabase(Path.Combine(options.DataDirectory, $"{service}{FileEnd}"), clock, "Keys.Sqlite");
        sqlite.Migrate();
        Store = new SqliteKeyStore(sqlite, clock);
    }

    public IKeyStore Store { get; }

    /// <summary>Whether there is a key in any of the SQLite files of a folder, of whichever service.</summary>
    public static bool IsAnyIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"*{FileEnd}").Any(HoldsKeys);

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        else
            sqlite!.ReleaseFiles();
    }

    // One that another process is about to make has no table yet.
    private static bool HoldsKeys(string file)
    {
        var database = new SqliteDatabase(file, TimeProvider.System);
        try
        {
            return database.Run(db => db.Number("select 1 from sqlite_master where name = 'data_key'") is not null
                && db.Number("select 1 from data_key where wrapped is not null limit 1") is not null);
        }
        finally
        {
            database.ReleaseFiles();
        }
    }
}
