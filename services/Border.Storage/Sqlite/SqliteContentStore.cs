using Border.Storage.Contents;

namespace Border.Storage.Sqlite;

/// <summary>Files in the SQLite file of their service.</summary>
internal sealed class SqliteContentStore(SqliteDatabase database, TimeProvider clock) : IContentStore
{
    public Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) => RunAsync(db => Find(db, ContentSql.Find, sha256).SingleOrDefault(), ct);

    public Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct) =>
        RunAsync(db => Find(db, ContentSql.FindUpload, sha256, uploader).SingleOrDefault(), ct);

    public Task<IReadOnlyList<StoredContent>> UploadsOfAsync(string sha256, CancellationToken ct) =>
        RunAsync<IReadOnlyList<StoredContent>>(db => Find(db, ContentSql.UploadsOf, sha256), ct);

    public Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct) =>
        RunAsync(db => db.Number(Sql(ContentSql.FindHolder), sha256, holder) is not null, ct);

    public Task HoldAnewAsync(string sha256, string holder, CancellationToken ct) =>
        RunAsync(db => db.Run(Sql(ContentSql.HoldAnew), sha256, holder, Now(), Now() - ContentSql.NotedMicros), ct);

    public Task<IReadOnlyList<StoredContent>> UnfinishedAsync(DateTimeOffset before, int max, CancellationToken ct) =>
        RunAsync<IReadOnlyList<StoredContent>>(db => Find(db, ContentSql.Unfinished, Micros.From(before), max), ct);

    public Task<IReadOnlyList<StoredContent>> UnusedAsync(DateTimeOffset since, bool isOld, string after, int max, CancellationToken ct) =>
        RunAsync<IReadOnlyList<StoredContent>>(db => Find(db, ContentSql.Unused, after, Micros.From(since), isOld, max), ct);

    public Task<bool> IsUnusedAsync(string sha256, DateTimeOffset since, CancellationToken ct) =>
        RunAsync(db => db.Number(Sql(ContentSql.FindUnused), sha256, Micros.From(since)) is not null, ct);

    public Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, string key, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run(Sql(ContentSql.Begin), sha256, uploader, kind, size, Now(), key);
            return Find(db, ContentSql.FindUpload, sha256, uploader).Single();
        },
        ct);

    public Task<bool> AppendAsync(StoredContent upload, long start, long length, byte[] chunk, CancellationToken ct) => InOneAsync(
        db =>
        {
            var follows = Run(db, ContentSql.Advance, upload, start, length);
            if (follows)
                db.Run(Sql(ContentSql.AddChunk), upload.Sha256, upload.Uploader!, start, chunk);
            return follows;
        },
        ct);

    public Task<bool> StoreAsync(StoredContent upload, CancellationToken ct) => InOneAsync(
        db =>
        {
            if (!Run(db, ContentSql.LockUpload, upload) || !Run(db, ContentSql.Store, upload, Now()))
                return false;
            db.Run(Sql(ContentSql.StoreChunks), upload.Sha256, upload.Uploader!);
            Run(db, ContentSql.Hold, upload, Now());
            return Drop(db, upload);
        },
        ct);

    public Task<bool> HoldAsync(StoredContent upload, CancellationToken ct) => InOneAsync(
        db =>
        {
            if (!Run(db, ContentSql.LockUpload, upload))
                return false;
            if (db.Run(Sql(ContentSql.Lock), upload.Sha256) == 1)
                Run(db, ContentSql.Hold, upload, Now());
            return Run(db, ContentSql.End, upload);
        },
        ct);

    public Task<bool> EndAsync(StoredContent upload, CancellationToken ct) => RunAsync(db => Run(db, ContentSql.End, upload), ct);

    public Task DropAsync(StoredContent upload, CancellationToken ct) => InOneAsync(db => Drop(db, upload), ct);

    public Task DeleteAsync(StoredContent content, CancellationToken ct) => InOneAsync(
        db =>
        {
            if (db.Run(Sql(ContentSql.Delete), content.Sha256, content.Key ?? "") == 0)
                return false;
            db.Run(Sql(ContentSql.DeleteChunks), content.Sha256);
            db.Run(Sql(ContentSql.DeleteHolders), content.Sha256);
            return true;
        },
        ct);

    public Task<StoredChunk?> ReadAsync(string sha256, long place, CancellationToken ct) =>
        RunAsync(db => Read(db, ContentSql.Read, sha256, place), ct);

    public Task<StoredChunk?> ReadUploadAsync(string sha256, string uploader, long place, CancellationToken ct) =>
        RunAsync(db => Read(db, ContentSql.ReadUpload, sha256, uploader, place), ct);

    public Task<bool> IsAnyInClearAsync(CancellationToken ct) => RunAsync(db => db.Number(ContentSql.IsAnyInClear) is not null, ct);

    public Task<StoredContent?> NextInClearAsync(string after, CancellationToken ct) =>
        RunAsync(db => Find(db, ContentSql.NextInClear, after).SingleOrDefault(), ct);

    public Task<bool> SealAsync(StoredContent upload, CancellationToken ct) => InOneAsync(
        db =>
        {
            if (!Run(db, ContentSql.LockUpload, upload) || db.Run(Sql(ContentSql.Seal), upload.Sha256, upload.Key!) == 0)
                return false;
            db.Run(Sql(ContentSql.DeleteChunks), upload.Sha256);
            db.Run(Sql(ContentSql.StoreChunks), upload.Sha256, upload.Uploader!);
            return Drop(db, upload);
        },
        ct);

    // Deleting leaves bytes behind in the pages, and in the log until it begins anew.
    public async Task WipeAsync(CancellationToken ct)
    {
        await RunAsync(db => db.Run("vacuum"), ct);
        await database.EmptyLogAsync(ct);
        await RunAsync(db => db.Run(ContentSql.NoneInClear), ct);
    }

    private static string Sql(string sql) => sql.Replace('$', '?');

    private static List<StoredContent> Find(SqliteStatements db, string sql, params ReadOnlySpan<object> of)
    {
        using var row = db.Rows(Sql(sql), of);
        var found = new List<StoredContent>();
        while (row.Read())
            found.Add(new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), Text(row, 4), Text(row, 5)));
        return found;
    }

    private static StoredChunk? Read(SqliteStatements db, string sql, params ReadOnlySpan<object> of)
    {
        using var row = db.Rows(Sql(sql), of);
        return row.Read() ? new(Text(row, 0), row.GetInt64(1), row.GetBytes(2)) : null;
    }

    private static string? Text(SqliteRows row, int column) => row.IsNull(column) ? null : row.GetString(column);

    // A statement about an upload.
    private static bool Run(SqliteStatements db, string sql, StoredContent upload, params ReadOnlySpan<object> more) =>
        db.Run(Sql(sql), [upload.Sha256, upload.Uploader!, upload.Key!, .. more]) == 1;

    private static bool Drop(SqliteStatements db, StoredContent upload)
    {
        if (!Run(db, ContentSql.Drop, upload))
            return false;
        db.Run(Sql(ContentSql.DropChunks), upload.Sha256, upload.Uploader!);
        return true;
    }

    private long Now() => Micros.From(clock.GetUtcNow());

    private Task<T> InOneAsync<T>(Func<SqliteStatements, T> run, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run("begin immediate");
            var result = run(db);
            db.Run("commit");
            return result;
        },
        ct);

    private Task<T> RunAsync<T>(Func<SqliteStatements, T> run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(database.Run(run));
    }
}
