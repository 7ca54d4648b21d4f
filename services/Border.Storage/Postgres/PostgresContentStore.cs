using Border.Storage.Contents;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>Files in the PostgreSQL database of their service.</summary>
internal sealed class PostgresContentStore(PostgresDatabase database, TimeProvider clock) : IContentStore
{
    public Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) => RunAsync(connection => FindAsync(connection, ContentSql.Find, ct, sha256), ct);

    public Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct) =>
        RunAsync(connection => FindAsync(connection, ContentSql.FindUpload, ct, sha256, uploader), ct);

    public Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await using var command = Command(connection, ContentSql.FindHolder, sha256, holder);
            return await command.ExecuteScalarAsync(ct) is not null;
        },
        ct);

    public Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await ChangeAsync(connection, ContentSql.Begin, ct, sha256, uploader, kind, size, Micros.From(clock.GetUtcNow()));
            return (await FindAsync(connection, ContentSql.FindUpload, ct, sha256, uploader))!;
        },
        ct);

    public Task<bool> AppendAsync(string sha256, string uploader, long start, ReadOnlyMemory<byte> data, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            if (await ChangeAsync(connection, ContentSql.Advance, ct, sha256, uploader, start, (long)data.Length) == 0)
                return false;
            await ChangeAsync(connection, ContentSql.AddChunk, ct, sha256, uploader, start, data.ToArray());
            return true;
        },
        ct);

    public Task StoreAsync(StoredContent upload, string uploader, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            var now = Micros.From(clock.GetUtcNow());
            if (await ChangeAsync(connection, ContentSql.Store, ct, upload.Sha256, uploader, upload.Began, now) == 1)
                await ChangeAsync(connection, ContentSql.StoreChunks, ct, upload.Sha256, uploader);
            await ChangeAsync(connection, ContentSql.Hold, ct, upload.Sha256, uploader, upload.Began, now);
            return await DropAsync(connection, upload, uploader, ct);
        },
        ct);

    public Task DropAsync(StoredContent upload, string uploader, CancellationToken ct) =>
        InOneAsync(connection => DropAsync(connection, upload, uploader, ct), ct);

    public Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long start, CancellationToken ct) =>
        RunAsync(connection => ReadAsync(Command(connection, ContentSql.Read, sha256, start), start, ct), ct);

    public Task<ReadOnlyMemory<byte>> ReadUploadAsync(string sha256, string uploader, long start, CancellationToken ct) =>
        RunAsync(connection => ReadAsync(Command(connection, ContentSql.ReadUpload, sha256, uploader, start), start, ct), ct);

    private static async Task<StoredContent?> FindAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] of)
    {
        await using var command = Command(connection, sql, of);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetBoolean(5))
            : null;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(NpgsqlCommand chunk, long start, CancellationToken ct)
    {
        await using var command = chunk;
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return ReadOnlyMemory<byte>.Empty;
        var (first, data) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        return start - first < data.Length ? data.AsMemory((int)(start - first)) : ReadOnlyMemory<byte>.Empty;
    }

    private static async Task<bool> DropAsync(NpgsqlConnection connection, StoredContent upload, string uploader, CancellationToken ct)
    {
        await ChangeAsync(connection, ContentSql.DropChunks, ct, upload.Sha256, uploader, upload.Began);
        return await ChangeAsync(connection, ContentSql.Drop, ct, upload.Sha256, uploader, upload.Began) == 1;
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

    private Task<T> InOneAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var result = await run(connection);
            await transaction.CommitAsync(ct);
            return result;
        },
        ct);

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
