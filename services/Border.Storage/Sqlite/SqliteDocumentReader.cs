using System.Text.Json;
using Border.Audits;
using Border.Storage.Audits;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Sqlite;

/// <summary>The reading statements of the SQLite engine. Each sees one consistent picture.</summary>
internal sealed class SqliteDocumentReader(SqliteDatabase database)
{
    public const string ReceiptSql =
        "select r.request_id, r.hash, d.collection, d.name, r.version, r.position from receipt r join document d on d.id = r.document where r.request_id = ?1";

    private const string DocumentColumns = "select d.collection, d.name, h.version, h.body, d.created, h.at";
    private const string Current = " join history h on h.document = d.id and h.version = d.version";
    private const string Versions = " from document d join history h on h.document = d.id where d.collection = ?1 and d.name = ?2";

    public static Receipt ReadReceipt(SqliteRows row) => new(
        row.GetString(0), row.GetBytes(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5));

    private static AuditEntry ReadEntry(SqliteRows row) => AuditSql.Entry(
        row.GetInt64(0), row.GetInt64(1), [.. Enumerable.Range(2, 9).Select(row.GetString)], row.GetBytes(11));

    public StoredDocument? Find(string collection, string name) => Query(
        DocumentColumns + " from document d" + Current + " where d.collection = ?1 and d.name = ?2", ReadDocument, collection, name).FirstOrDefault();

    public IReadOnlyList<StoredDocument> FindEach(string collection, IReadOnlyCollection<string> names) => Query(
        DocumentColumns + " from document d" + Current + " where d.collection = ?1 and d.name in (select value from json_each(?2))",
        ReadDocument, collection, JsonSerializer.Serialize(names));

    public StoredDocument? FindVersion(string collection, string name, long version) => Query(
        DocumentColumns + Versions + " and h.version = ?3", ReadDocument, collection, name, version).FirstOrDefault();

    public IReadOnlyList<DocumentVersion> History(string collection, string name, long after, int max) => Query(
        "select h.version, h.body, h.actor, h.at, h.reason, h.verb" + Versions + " and h.version > ?3 order by h.version limit ?4",
        row => new DocumentVersion(row.GetInt64(0), row.GetString(1), row.GetString(2), Micros.ToTime(row.GetInt64(3)), row.GetString(4), row.GetString(5)),
        collection, name, after, max);

    // What was there is overwritten in the file.
    public void Replace(string collection, string name, DocumentVersion version) => database.Run(db =>
    {
        db.Run("pragma secure_delete = on");
        return db.Run(
            "update history set body = ?4, reason = ?5 where document = (select id from document where collection = ?1 and name = ?2) and version = ?3",
            collection, name, version.Version, version.Body, version.Reason);
    });

    public Receipt? FindReceipt(string requestId) => Query(ReceiptSql, ReadReceipt, requestId).FirstOrDefault();

    public IReadOnlyList<FeedEvent> ReadFeed(long after, int max) => Query(
        "select position, record, version, verb, at, state, trace from event where position > ?1 order by position limit ?2",
        row => new FeedEvent(
            row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), Micros.ToTime(row.GetInt64(4)),
            row.GetBytes(5), row.GetString(6)),
        after, max);

    public IReadOnlyList<AuditEntry> Audit(AuditQuery query)
    {
        var (sql, values) = AuditSql.Build(query, place => $"?{place}");
        return Query(sql, ReadEntry, [.. values]);
    }

    public AuditHead AuditHead() =>
        Query("select audited, audit_hash from feed", row => new AuditHead(row.GetInt64(0), row.GetBytes(1))).Single();

    public IReadOnlyList<AuditCheckpoint> Checkpoints(long after, int max) => Query(
        AuditSql.Checkpoints.Replace('$', '?'),
        row => new AuditCheckpoint(
            row.GetString(2), new(row.GetInt64(0), row.GetBytes(1)), Micros.ToTime(row.GetInt64(3)),
            row.GetBytes(4), row.GetBytes(5)),
        after, max);

    public void AddCheckpoint(AuditCheckpoint checkpoint) =>
        Query(AuditSql.AddCheckpoint.Replace('$', '?'), row => row.GetInt64(0), AuditSql.ValuesOf(checkpoint));

    public long Head() => Query("select last from feed", row => row.GetInt64(0)).Single();

    public DocumentPage Page(DocumentQuery query)
    {
        var counts = query.Lookups.Select(filter => Query(SqlitePageQuery.Count, row => row.GetInt64(0), query.Collection, filter.Field, filter.Value)[0]);
        var (sql, values) = new SqlitePageQuery(query, query.Rarest(counts.ToList())).Build(DocumentColumns, Current);
        var rows = Query(sql, row => (Document: ReadDocument(row), Order: row.GetInt64(6)), values);
        var page = rows.Take(query.PageSize).ToList();
        var next = rows.Count > query.PageSize ? new PageStart(page[^1].Order, page[^1].Document.Name) : null;
        return new DocumentPage(page.ConvertAll(row => row.Document), next) { Orders = page.ConvertAll(row => row.Order) };
    }

    public async Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct)
    {
        using var db = new SqliteStatements(database.Open());
        var position = Read(() =>
        {
            db.Run("begin");
            return db.Number("select last from feed")!.Value;
        });
        foreach (var collection in collections)
        {
            using var rows = Read(() => db.Rows(DocumentColumns + " from document d" + Current + " where d.collection = ?1 order by d.name", collection));
            while (Read(() => rows.Read() ? ReadDocument(rows) : null) is { } document)
            {
                ct.ThrowIfCancellationRequested();
                await onDocument(position, document);
            }
        }

        return position;
    }

    // Of a connection of its own. What whoever is told throws is not a fault of the file.
    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw SqliteDatabase.Translate(e);
        }
    }

    private static StoredDocument ReadDocument(SqliteRows row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3),
        Micros.ToTime(row.GetInt64(4)), Micros.ToTime(row.GetInt64(5)));

    private List<T> Query<T>(string sql, Func<SqliteRows, T> read, params object[] values) => database.Run(db =>
    {
        using var reader = db.Rows(sql, values);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    });
}
