using Border.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Keys;

/// <summary>Keys in a SQLite file of their own.</summary>
internal sealed class SqliteKeyStore(SqliteDatabase database, TimeProvider clock) : IKeyStore
{
    public Task<IReadOnlyDictionary<string, StoredKey>> FindAsync(IReadOnlyCollection<string> records, CancellationToken ct) =>
        Run<IReadOnlyDictionary<string, StoredKey>>(database.Open, connection =>
        {
            var found = new Dictionary<string, StoredKey>(StringComparer.Ordinal);
            using var command = Command(connection, "select wrapped, at from data_key where record = $record", ("$record", ""));
            foreach (var record in records)
            {
                command.Parameters[0].Value = record;
                using var reader = command.ExecuteReader();
                if (reader.Read())
                    found[record] = Read(reader);
            }

            return found;
        });

    public async Task<IReadOnlyDictionary<string, StoredKey>> AddAsync(IReadOnlyDictionary<string, byte[]> wrapped, CancellationToken ct)
    {
        await Run(database.OpenWriter, connection =>
        {
            SqliteDatabase.Execute(connection, "begin immediate");
            using var command = Command(
                connection, "insert into data_key values ($record, $wrapped, $at) on conflict do nothing",
                ("$record", ""), ("$wrapped", ""), ("$at", Micros.From(clock.GetUtcNow())));
            foreach (var (record, key) in wrapped)
            {
                (command.Parameters[0].Value, command.Parameters[1].Value) = (record, key);
                command.ExecuteNonQuery();
            }

            SqliteDatabase.Execute(connection, "commit");
            return true;
        });
        return await FindAsync([.. wrapped.Keys], ct);
    }

    // What was deleted is overwritten, in the file and in its log.
    public Task DestroyAsync(IReadOnlyCollection<string> records, CancellationToken ct) => Run(database.OpenWriter, connection =>
    {
        SqliteDatabase.Execute(connection, "pragma secure_delete = on; begin immediate");
        using var command = Command(
            connection,
            "insert into data_key values ($record, null, $at) on conflict do update set wrapped = null, at = excluded.at where wrapped is not null",
            ("$record", ""), ("$at", Micros.From(clock.GetUtcNow())));
        foreach (var record in records)
        {
            command.Parameters[0].Value = record;
            command.ExecuteNonQuery();
        }

        SqliteDatabase.Execute(connection, "commit; pragma wal_checkpoint(truncate)");
        return true;
    });

    private static StoredKey Read(SqliteDataReader row) =>
        new(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), Micros.ToTime(row.GetInt64(1)));

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static Task<T> Run<T>(Func<SqliteConnection> open, Func<SqliteConnection, T> work)
    {
        try
        {
            using var connection = open();
            return Task.FromResult(work(connection));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(SqliteDatabase.Translate(e));
        }
    }
}
