using Border.Storage.Contents;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>Files in the PostgreSQL database of their service.</summary>
internal sealed class PostgresContentStore(PostgresDatabase database, TimeProvider clock) : IContentStore
{
    public Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) => RunAsync(connection => FindAsync(connection, sha256, ct), ct);

    public Task<StoredContent> BeginAsync(string sha256, string kind, long size, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await ChangeAsync(connection, ContentSql.Begin, ct, sha256, kind, size, Micros.From(clock.GetUtcNow()));
            return (await FindAsync(connection, sha256, ct))!;
        },
        ct);

    public Task<bool> AppendAsync(string sha256, long start, ReadOnlyMemory<byte> data, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            if (await ChangeAsync(connection, ContentSql.Advance, ct, sha256, start, (long)data.Length) == 0)
                return false;
            await ChangeAsync(connection, ContentSql.AddChunk, ct, sha256, start, data.ToArray());
            await transaction.CommitAsync(ct);
            return true;
        },
        ct);

    public Task StoreAsync(string sha256, CancellationToken ct) => RunAsync(
        connection => ChangeAsync(connection, ContentSql.Store, ct, sha256, Micros.From(clock.GetUtcNow())), ct);

    public Task DropAsync(string sha256, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await ChangeAsync(connection, ContentSql.DropChunks, ct, sha256);
            await ChangeAsync(connection, ContentSql.Drop, ct, sha256);
            await transaction.CommitAsync(ct);
            return 0;
        },
        ct);

    public Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long start, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await using var command = Command(connection, ContentSql.Read, sha256, start);
            await using var row = await command.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct))
                return ReadOnlyMemory<byte>.Empty;
            var (first, data) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
            return start - first < data.Length ? data.AsMemory((int)(start - first)) : ReadOnlyMemory<byte>.Empty;
        },
        ct);

    private static async Task<StoredContent?> FindAsync(NpgsqlConnection connection, string sha256, CancellationToken ct)
    {
        await using var command = Command(connection, ContentSql.Find, sha256);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetBoolean(4)) : null;
    }

    private static async Task<int> ChangeAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            return await run(connection);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw PostgresDatabase.Translate(e);
        }
    }
}
