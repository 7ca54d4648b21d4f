using Border.Storage.Contents;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Sqlite;

/// <summary>Files in the SQLite file of their service.</summary>
internal sealed class SqliteContentStore(SqliteDatabase database, TimeProvider clock) : IContentStore
{
    public Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) => RunAsync(db => Find(db, sha256), ct);

    public Task<StoredContent> BeginAsync(string sha256, string kind, long size, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run(Sql(ContentSql.Begin), sha256, kind, size, Micros.From(clock.GetUtcNow()));
            return Find(db, sha256)!;
        },
        ct);

    public Task<bool> AppendAsync(string sha256, long start, ReadOnlyMemory<byte> data, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run("begin immediate");
            var follows = db.Run(Sql(ContentSql.Advance), sha256, start, (long)data.Length) == 1;
            if (follows)
                db.Run(Sql(ContentSql.AddChunk), sha256, start, data.ToArray());
            db.Run("commit");
            return follows;
        },
        ct);

    public Task StoreAsync(string sha256, CancellationToken ct) => RunAsync(
        db => db.Run(Sql(ContentSql.Store), sha256, Micros.From(clock.GetUtcNow())), ct);

    public Task DropAsync(string sha256, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run("begin immediate");
            db.Run(Sql(ContentSql.DropChunks), sha256);
            db.Run(Sql(ContentSql.Drop), sha256);
            db.Run("commit");
            return 0;
        },
        ct);

    public Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long start, CancellationToken ct) => RunAsync(
        db =>
        {
            using var row = db.Bind(Sql(ContentSql.Read), sha256, start).ExecuteReader();
            if (!row.Read())
                return ReadOnlyMemory<byte>.Empty;
            var (first, data) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
            return start - first < data.Length ? data.AsMemory((int)(start - first)) : ReadOnlyMemory<byte>.Empty;
        },
        ct);

    private static string Sql(string sql) => sql.Replace('$', '?');

    private static StoredContent? Find(SqliteStatements db, string sha256)
    {
        using var row = db.Bind(Sql(ContentSql.Find), sha256).ExecuteReader();
        return row.Read() ? new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetBoolean(4)) : null;
    }

    private Task<T> RunAsync<T>(Func<SqliteStatements, T> run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(database.Run(run));
    }
}
