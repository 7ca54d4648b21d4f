using Border.Storage.Sqlite;

namespace Border.Storage.Keys;

/// <summary>Keys in a SQLite file of their own.</summary>
internal sealed class SqliteKeyStore(SqliteDatabase database, TimeProvider clock) : IKeyStore
{
    public Task<IReadOnlyDictionary<string, StoredKey>> FindAsync(IReadOnlyCollection<string> records, CancellationToken ct) =>
        RunAsync<IReadOnlyDictionary<string, StoredKey>>(db => Find(db, records));

    public Task<KeptKey?> FirstAsync(CancellationToken ct) => RunAsync(db =>
    {
        using var row = db.Rows("select record, wrapped from data_key where wrapped is not null order by record limit 1");
        return row.Read() ? new KeptKey(row.GetString(0), row.GetBytes(1)) : null;
    });

    public Task<IReadOnlyDictionary<string, StoredKey>> AddAsync(IReadOnlyDictionary<string, byte[]> wrapped, CancellationToken ct) => RunAsync<IReadOnlyDictionary<string, StoredKey>>(db =>
    {
        var at = Micros.From(clock.GetUtcNow());
        var kept = new Dictionary<string, StoredKey>(StringComparer.Ordinal);
        // Also where a page is split: what was moved would stay behind in it.
        db.Run("pragma secure_delete = on");
        db.Run("begin immediate");
        foreach (var (record, key) in wrapped)
        {
            if (db.Run("insert into data_key values (?1, ?2, ?3) on conflict do nothing", record, key, at) == 1)
                kept[record] = new(key, Micros.ToTime(at));
        }

        db.Run("commit");
        foreach (var (record, key) in Find(db, wrapped.Keys.Where(record => !kept.ContainsKey(record))))
            kept[record] = key;
        return kept;
    });

    // What was deleted is overwritten, in the file and in its log.
    public async Task DestroyAsync(IReadOnlyCollection<string> records, CancellationToken ct)
    {
        await RunAsync(db => Destroy(db, records));
        await database.EmptyLogAsync(ct);
    }

    private int Destroy(SqliteStatements db, IReadOnlyCollection<string> records)
    {
        var at = Micros.From(clock.GetUtcNow());
        db.Run("pragma secure_delete = on");
        db.Run("begin immediate");
        foreach (var record in records)
        {
            db.Run(
                "insert into data_key values (?1, null, ?2) on conflict do update set wrapped = null, at = excluded.at where wrapped is not null",
                record, at);
        }

        return db.Run("commit");
    }

    private static Dictionary<string, StoredKey> Find(SqliteStatements db, IEnumerable<string> records)
    {
        var found = new Dictionary<string, StoredKey>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            using var row = db.Rows("select wrapped, at from data_key where record = ?1", record);
            if (row.Read())
                found[record] = new(row.IsNull(0) ? null : row.GetBytes(0), Micros.ToTime(row.GetInt64(1)));
        }

        return found;
    }

    private Task<T> RunAsync<T>(Func<SqliteStatements, T> work)
    {
        try
        {
            return Task.FromResult(database.Run(work));
        }
        catch (StorageUnavailableException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
