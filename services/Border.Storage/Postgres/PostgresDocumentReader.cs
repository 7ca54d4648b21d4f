using System.Data;
using Border.Audits;
using Border.Storage.Audits;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>The reading statements of the PostgreSQL engine.</summary>
internal sealed class PostgresDocumentReader(PostgresDatabase database)
{
    // In the order of the index: who thinks that many have the value would else look for the first of them through the whole table.
    private static readonly string CountSql =
        $"select count(*) from (select 1 from text_key where field = {PostgresPageQuery.FieldId("$2")} and value = $3 order by document limit {DocumentQuery.Many}) few";

    private const string DocumentColumns = "select d.collection, d.name, h.version, h.body::text, d.created, h.at";
    private const string Current = " join history h on h.document = d.id and h.version = d.version";
    private const string Versions = " from document d join history h on h.document = d.id where d.collection = $1 and d.name = $2";

    private const int SnapshotPage = 1000;

    /// <summary>One page: for all documents at once, the planner would sort them with their bodies before the first is told.</summary>
    internal static readonly string SnapshotPageSql =
        $"{DocumentColumns} from (select * from document where collection = $1 and name > $2 order by name limit {SnapshotPage}) d"
        + " cross join lateral (select * from history where document = d.id and version = d.version offset 0) h order by d.name";

    public static Receipt ReadReceipt(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5));

    public async Task<StoredDocument?> FindAsync(string collection, string name, CancellationToken ct) => (await QueryAsync(
        DocumentColumns + " from document d" + Current + " where d.collection = $1 and d.name = $2", ReadDocument, ct, collection, name)).FirstOrDefault();

    public async Task<IReadOnlyList<StoredDocument>> FindEachAsync(string collection, IReadOnlyCollection<string> names, CancellationToken ct) => await QueryAsync(
        DocumentColumns + " from document d" + Current + " where d.collection = $1 and d.name = any($2)", ReadDocument, ct, collection, names.ToArray());

    public async Task<StoredDocument?> FindVersionAsync(string collection, string name, long version, CancellationToken ct) => (await QueryAsync(
        DocumentColumns + Versions + " and h.version = $3", ReadDocument, ct, collection, name, version)).FirstOrDefault();

    public async Task<IReadOnlyList<DocumentVersion>> HistoryAsync(string collection, string name, long after, int max, CancellationToken ct) => await QueryAsync(
        "select h.version, h.body::text, h.actor, h.at, h.reason, h.verb" + Versions + " and h.version > $3 order by h.version limit $4",
        row => new DocumentVersion(row.GetInt64(0), row.GetString(1), row.GetString(2), Micros.ToTime(row.GetInt64(3)), row.GetString(4), row.GetString(5)),
        ct, collection, name, after, max);

    public Task ReplaceAsync(string collection, string name, DocumentVersion version, CancellationToken ct) => QueryAsync(
        "update history set body = $4::jsonb, reason = $5 where document = (select id from document where collection = $1 and name = $2) and version = $3 returning version",
        row => row.GetInt64(0), ct, collection, name, version.Version, version.Body, version.Reason);

    public async Task<Receipt?> FindReceiptAsync(string requestId, CancellationToken ct) => (await QueryAsync(
        "select r.request_id, r.hash, d.collection, d.name, r.version, r.position from receipt r join document d on d.id = r.document where r.request_id = $1",
        ReadReceipt, ct, requestId)).FirstOrDefault();

    public async Task<IReadOnlyList<FeedEvent>> ReadFeedAsync(long after, int max, CancellationToken ct) => await QueryAsync(
        "select position, record, version, verb, at, state, trace from event where position > $1 order by position limit $2",
        row => new FeedEvent(
            row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), Micros.ToTime(row.GetInt64(4)),
            row.GetFieldValue<byte[]>(5), row.GetString(6)),
        ct, after, max);

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken ct)
    {
        var (sql, values) = AuditSql.Build(query, place => $"${place}");
        return await QueryAsync(sql, ReadEntry, ct, [.. values]);
    }

    public async Task<AuditHead> AuditHeadAsync(CancellationToken ct) => (await QueryAsync(
        "select audited, audit_hash from feed", row => new AuditHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ct)).Single();

    public async Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(long after, int max, CancellationToken ct) => await QueryAsync(
        AuditSql.Checkpoints,
        row => new AuditCheckpoint(
            row.GetString(2), new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), Micros.ToTime(row.GetInt64(3)),
            row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(5)),
        ct, after, (long)max);

    public Task AddCheckpointAsync(AuditCheckpoint checkpoint, CancellationToken ct) =>
        QueryAsync(AuditSql.AddCheckpoint, row => row.GetInt64(0), ct, AuditSql.ValuesOf(checkpoint));

    public async Task<long> HeadAsync(CancellationToken ct) => (await QueryAsync("select last from feed", row => row.GetInt64(0), ct)).Single();

    public async Task<DocumentPage> PageAsync(DocumentQuery query, CancellationToken ct)
    {
        var counts = new List<long>();
        foreach (var filter in query.Lookups)
            counts.AddRange(await QueryAsync(CountSql, row => row.GetInt64(0), ct, query.Collection, filter.Field, filter.Value));
        var (sql, values) = new PostgresPageQuery(query, query.Rarest(counts)).Build(DocumentColumns);
        var rows = await QueryAsync(sql, row => (Document: ReadDocument(row), Order: row.GetInt64(6)), ct, [.. values]);
        var page = rows.Take(query.PageSize).ToList();
        var next = rows.Count > query.PageSize ? new PageStart(page[^1].Order, page[^1].Document.Name) : null;
        return new DocumentPage(page.ConvertAll(row => row.Document), next) { Orders = page.ConvertAll(row => row.Order) };
    }

    public async Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct)
    {
        await using var connection = await RunAsync(() => database.OpenAsync(ct));
        await using var transaction = await RunAsync(() => connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct).AsTask());
        var position = (await RunAsync(() => QueryAsync(connection, "select last from feed", row => row.GetInt64(0), ct))).Single();
        foreach (var collection in collections)
        {
            for (var after = ""; after is not null;)
                after = await TellPageAsync(connection, collection, after, document => onDocument(position, document), ct);
        }

        return position;
    }

    /// <returns>The name of the last document, when there may be more.</returns>
    private static async Task<string?> TellPageAsync(
        NpgsqlConnection connection, string collection, string after, Func<StoredDocument, Task> tell, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(SnapshotPageSql, connection);
        command.Parameters.Add(new() { Value = collection });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await RunAsync(() => command.ExecuteReaderAsync(ct));
        var (told, last) = (0, after);
        // What whoever is told throws is not a fault of the database.
        for (; await RunAsync(() => reader.ReadAsync(ct)); told++)
        {
            var document = ReadDocument(reader);
            await tell(document);
            last = document.Name;
        }

        return told == SnapshotPage ? last : null;
    }

    private static AuditEntry ReadEntry(NpgsqlDataReader row) => AuditSql.Entry(
        row.GetInt64(0), row.GetInt64(1), [.. Enumerable.Range(2, 9).Select(row.GetString)], row.GetFieldValue<byte[]>(11));

    private static StoredDocument ReadDocument(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3),
        Micros.ToTime(row.GetInt64(4)), Micros.ToTime(row.GetInt64(5)));

    private Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values) => RunAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        return await QueryAsync(connection, sql, read, ct, values);
    });

    private static async Task<List<T>> QueryAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    private static async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw PostgresDatabase.Translate(e);
        }
    }
}
