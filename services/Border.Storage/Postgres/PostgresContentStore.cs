using Border.Storage.Contents;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>Files in the PostgreSQL database of their service.</summary>
internal sealed class PostgresContentStore(PostgresDatabase database, TimeProvider clock) : IContentStore
{
    public Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) => FindOneAsync(ContentSql.Find, ct, sha256);

    public Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct) =>
        FindOneAsync(ContentSql.FindUpload, ct, sha256, uploader);

    public Task<IReadOnlyList<StoredContent>> UploadsOfAsync(string sha256, CancellationToken ct) =>
        RunAsync<IReadOnlyList<StoredContent>>(async connection => await FindAsync(connection, ContentSql.UploadsOf, ct, sha256), ct);

    public Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct) => IsAnyAsync(ContentSql.FindHolder, ct, sha256, holder);

    public Task HoldAnewAsync(string sha256, string holder, CancellationToken ct) =>
        RunAsync(connection => ChangeAsync(connection, ContentSql.HoldAnew, ct, sha256, holder, Now(), Now() - ContentSql.NotedMicros), ct);

    public Task<IReadOnlyList<StoredContent>> UnfinishedAsync(DateTimeOffset before, int max, CancellationToken ct) =>
        RunAsync<IReadOnlyList<StoredContent>>(async connection => await FindAsync(connection, ContentSql.Unfinished, ct, Micros.From(before), max), ct);

    public Task<IReadOnlyList<StoredContent>> UnusedAsync(DateTimeOffset since, bool isOld, string after, int max, CancellationToken ct) =>
        RunAsync<IReadOnlyList<StoredContent>>(async connection => await FindAsync(connection, ContentSql.Unused, ct, after, Micros.From(since), isOld, max), ct);

    public Task<bool> IsUnusedAsync(string sha256, DateTimeOffset since, CancellationToken ct) => IsAnyAsync(ContentSql.FindUnused, ct, sha256, Micros.From(since));

    public Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, string key, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await ChangeAsync(connection, ContentSql.Begin, ct, sha256, uploader, kind, size, Now(), key);
            return (await FindAsync(connection, ContentSql.FindUpload, ct, sha256, uploader)).Single();
        },
        ct);

    public Task<bool> AppendAsync(StoredContent upload, long start, long length, byte[] chunk, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            if (!await ChangeAsync(connection, ContentSql.Advance, upload, ct, start, length))
                return false;
            await ChangeAsync(connection, ContentSql.AddChunk, ct, upload.Sha256, upload.Uploader!, start, chunk);
            return true;
        },
        ct);

    // Whatever changes an upload holds it first, and a stored file after it: so no two wait for each other.
    public Task<bool> StoreAsync(StoredContent upload, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            if (!await ChangeAsync(connection, ContentSql.LockUpload, upload, ct) || !await ChangeAsync(connection, ContentSql.Store, upload, ct, Now()))
                return false;
            await ChangeAsync(connection, ContentSql.StoreChunks, ct, upload.Sha256, upload.Uploader!);
            await ChangeAsync(connection, ContentSql.Hold, upload, ct, Now());
            return await DropAsync(connection, upload, ct);
        },
        ct);

    public Task<bool> HoldAsync(StoredContent upload, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            if (!await ChangeAsync(connection, ContentSql.LockUpload, upload, ct))
                return false;
            if (await ChangeAsync(connection, ContentSql.Lock, ct, upload.Sha256) == 1)
                await ChangeAsync(connection, ContentSql.Hold, upload, ct, Now());
            return await ChangeAsync(connection, ContentSql.End, upload, ct);
        },
        ct);

    public Task<bool> EndAsync(StoredContent upload, CancellationToken ct) => RunAsync(connection => ChangeAsync(connection, ContentSql.End, upload, ct), ct);

    public Task DropAsync(StoredContent upload, CancellationToken ct) => InOneAsync(connection => DropAsync(connection, upload, ct), ct);

    public Task DeleteAsync(StoredContent content, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            if (await ChangeAsync(connection, ContentSql.Delete, ct, content.Sha256, content.Key ?? "") == 0)
                return false;
            await ChangeAsync(connection, ContentSql.DeleteChunks, ct, content.Sha256);
            await ChangeAsync(connection, ContentSql.DeleteHolders, ct, content.Sha256);
            return true;
        },
        ct);

    public Task<StoredChunk?> ReadAsync(string sha256, long place, CancellationToken ct) => ReadAsync(ContentSql.Read, ct, sha256, place);

    public Task<StoredChunk?> ReadUploadAsync(string sha256, string uploader, long place, CancellationToken ct) =>
        ReadAsync(ContentSql.ReadUpload, ct, sha256, uploader, place);

    public Task<bool> IsAnyInClearAsync(CancellationToken ct) => IsAnyAsync(ContentSql.IsAnyInClear, ct);

    public Task<StoredContent?> NextInClearAsync(string after, CancellationToken ct) => FindOneAsync(ContentSql.NextInClear, ct, after);

    public Task<bool> SealAsync(StoredContent upload, CancellationToken ct) => InOneAsync(
        async connection =>
        {
            if (!await ChangeAsync(connection, ContentSql.LockUpload, upload, ct)
                || await ChangeAsync(connection, ContentSql.Seal, ct, upload.Sha256, upload.Key!) == 0)
            {
                return false;
            }

            await ChangeAsync(connection, ContentSql.DeleteChunks, ct, upload.Sha256);
            await ChangeAsync(connection, ContentSql.StoreChunks, ct, upload.Sha256, upload.Uploader!);
            return await DropAsync(connection, upload, ct);
        },
        ct);

    // New files without what was deleted; the old ones are given up.
    public Task WipeAsync(CancellationToken ct) => RunAsync(
        async connection =>
        {
            foreach (var table in (string[])["content_chunk", "content_upload_chunk"])
                await PostgresDatabase.ExecuteLongAsync(connection, $"vacuum full {table}", ct);
            return await ChangeAsync(connection, ContentSql.NoneInClear, ct);
        },
        ct);

    private static async Task<List<StoredContent>> FindAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] of)
    {
        await using var command = Command(connection, sql, of);
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<StoredContent>();
        while (await row.ReadAsync(ct))
            found.Add(new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), Text(row, 4), Text(row, 5)));
        return found;
    }

    private Task<StoredContent?> FindOneAsync(string sql, CancellationToken ct, params object[] of) =>
        RunAsync(async connection => (await FindAsync(connection, sql, ct, of)).SingleOrDefault(), ct);

    private Task<StoredChunk?> ReadAsync(string sql, CancellationToken ct, params object[] of) => RunAsync(
        async connection =>
        {
            await using var command = Command(connection, sql, of);
            await using var row = await command.ExecuteReaderAsync(ct);
            return await row.ReadAsync(ct) ? new StoredChunk(Text(row, 0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)) : null;
        },
        ct);

    private Task<bool> IsAnyAsync(string sql, CancellationToken ct, params object[] of) => RunAsync(
        async connection =>
        {
            await using var command = Command(connection, sql, of);
            return await command.ExecuteScalarAsync(ct) is not null;
        },
        ct);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static async Task<bool> DropAsync(NpgsqlConnection connection, StoredContent upload, CancellationToken ct)
    {
        if (!await ChangeAsync(connection, ContentSql.Drop, upload, ct))
            return false;
        await ChangeAsync(connection, ContentSql.DropChunks, ct, upload.Sha256, upload.Uploader!);
        return true;
    }

    // A statement about an upload.
    private static async Task<bool> ChangeAsync(NpgsqlConnection connection, string sql, StoredContent upload, CancellationToken ct, params object[] more) =>
        await ChangeAsync(connection, sql, ct, [upload.Sha256, upload.Uploader!, upload.Key!, .. more]) == 1;

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

    private long Now() => Micros.From(clock.GetUtcNow());

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
