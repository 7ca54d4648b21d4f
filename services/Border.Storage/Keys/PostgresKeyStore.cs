using Border.Storage.Postgres;
using Npgsql;

namespace Border.Storage.Keys;

/// <summary>Keys in a PostgreSQL database of their own.</summary>
internal sealed class PostgresKeyStore(PostgresDatabase database, TimeProvider clock) : IKeyStore
{
    public Task<IReadOnlyDictionary<string, StoredKey>> FindAsync(IReadOnlyCollection<string> records, CancellationToken ct) =>
        RunAsync<IReadOnlyDictionary<string, StoredKey>>(
            "select record, wrapped, at from data_key where record = any($1)",
            async reader =>
            {
                var found = new Dictionary<string, StoredKey>(StringComparer.Ordinal);
                while (await reader.ReadAsync(ct))
                    found[reader.GetString(0)] = Read(reader);
                return found;
            },
            ct, (object)records.ToArray());

    public Task<KeptKey?> FirstAsync(CancellationToken ct) => RunAsync(
        "select record, wrapped from data_key where wrapped is not null order by record limit 1",
        async reader => await reader.ReadAsync(ct) ? new KeptKey(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null,
        ct);

    public async Task<IReadOnlyDictionary<string, StoredKey>> AddAsync(IReadOnlyDictionary<string, byte[]> wrapped, CancellationToken ct)
    {
        // In the order of names, so that two that add the same keys do not wait for each other.
        var keys = wrapped.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var now = Now();
        var kept = await RunAsync(
            "insert into data_key select record, wrapped, $3 from unnest($1, $2) k (record, wrapped) on conflict do nothing returning record",
            async reader =>
            {
                var added = new Dictionary<string, StoredKey>(StringComparer.Ordinal);
                while (await reader.ReadAsync(ct))
                    added[reader.GetString(0)] = new(wrapped[reader.GetString(0)], Micros.ToTime(now));
                return added;
            },
            ct, keys.Select(pair => pair.Key).ToArray(), keys.Select(pair => pair.Value).ToArray(), now);
        if (kept.Count < wrapped.Count)
        {
            foreach (var (record, key) in await FindAsync([.. wrapped.Keys.Where(record => !kept.ContainsKey(record))], ct))
                kept[record] = key;
        }

        return kept;
    }

    // What was deleted is given up at once: until then the old row is in the file.
    public async Task DestroyAsync(IReadOnlyCollection<string> records, CancellationToken ct)
    {
        await RunAsync(
            "insert into data_key select record, null, $2 from unnest($1) r (record) order by record collate \"C\""
            + " on conflict (record) do update set wrapped = null, at = excluded.at where data_key.wrapped is not null",
            _ => Task.FromResult(true), ct, records.Distinct().ToArray(), Now());
        await database.VacuumAsync("data_key", ct);
    }

    private long Now() => Micros.From(clock.GetUtcNow());

    private static StoredKey Read(NpgsqlDataReader row) =>
        new(row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), Micros.ToTime(row.GetInt64(2)));

    private async Task<T> RunAsync<T>(string sql, Func<NpgsqlDataReader, Task<T>> read, CancellationToken ct, params object[] values)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await read(reader);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw PostgresDatabase.Translate(e);
        }
    }
}
