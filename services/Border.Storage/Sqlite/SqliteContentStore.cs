using Border.Storage.Contents;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Sqlite;

/// <summary>Files in the SQLite file of their service.</summary>
internal sealed class SqliteContentStore(SqliteDatabase database, TimeProvider clock) : IContentStore
{
    public Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) => RunAsync(db => Find(db, ContentSql.Find, sha256), ct);

    public Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct) =>
        RunAsync(db => Find(db, ContentSql.FindUpload, sha256, uploader), ct);

    public Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct) =>
        RunAsync(db => db.Bind(Sql(ContentSql.FindHolder), sha256, holder).ExecuteScalar() is not null, ct);

    public Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run(Sql(ContentSql.Begin), sha256, uploader, kind, size, Micros.From(clock.GetUtcNow()));
            return Find(db, ContentSql.FindUpload, sha256, uploader)!;
        },
        ct);

    public Task<bool> AppendAsync(string sha256, string uploader, long start, ReadOnlyMemory<byte> data, CancellationToken ct) => InOneAsync(
        db =>
        {
            var follows = db.Run(Sql(ContentSql.Advance), sha256, uploader, start, (long)data.Length) == 1;
            if (follows)
                db.Run(Sql(ContentSql.AddChunk), sha256, uploader, start, data.ToArray());
            return follows;
        },
        ct);

    public Task StoreAsync(StoredContent upload, string uploader, CancellationToken ct) => InOneAsync(
        db =>
        {
            var now = Micros.From(clock.GetUtcNow());
            if (db.Run(Sql(ContentSql.Store), upload.Sha256, uploader, upload.Began, now) == 1)
                db.Run(Sql(ContentSql.StoreChunks), upload.Sha256, uploader);
            db.Run(Sql(ContentSql.Hold), upload.Sha256, uploader, upload.Began, now);
            return Drop(db, upload, uploader);
        },
        ct);

    public Task DropAsync(StoredContent upload, string uploader, CancellationToken ct) => InOneAsync(db => Drop(db, upload, uploader), ct);

    public Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long start, CancellationToken ct) =>
        RunAsync(db => Read(db.Bind(Sql(ContentSql.Read), sha256, start), start), ct);

    public Task<ReadOnlyMemory<byte>> ReadUploadAsync(string sha256, string uploader, long start, CancellationToken ct) =>
        RunAsync(db => Read(db.Bind(Sql(ContentSql.ReadUpload), sha256, uploader, start), start), ct);

    private static string Sql(string sql) => sql.Replace('$', '?');

    private static StoredContent? Find(SqliteStatements db, string sql, params ReadOnlySpan<object> of)
    {
        using var row = db.Bind(Sql(sql), of).ExecuteReader();
        return row.Read() ? new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetBoolean(5)) : null;
    }

    private static ReadOnlyMemory<byte> Read(SqliteCommand chunk, long start)
    {
        using var row = chunk.ExecuteReader();
        if (!row.Read())
            return ReadOnlyMemory<byte>.Empty;
        var (first, data) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        return start - first < data.Length ? data.AsMemory((int)(start - first)) : ReadOnlyMemory<byte>.Empty;
    }

    private static int Drop(SqliteStatements db, StoredContent upload, string uploader)
    {
        db.Run(Sql(ContentSql.DropChunks), upload.Sha256, uploader, upload.Began);
        return db.Run(Sql(ContentSql.Drop), upload.Sha256, uploader, upload.Began);
    }

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
