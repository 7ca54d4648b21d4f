using Border.Audits;
using Border.Storage.Audits;
using Border.Storage.Commits;

namespace Border.Storage.Sqlite;

/// <summary>A service's documents in one SQLite file.</summary>
internal sealed class SqliteDocumentStore : IDocumentStore
{
    private readonly FeedSignal signal = new();
    private readonly SqliteDocumentReader reader;
    private readonly SqliteBatchWriter writer;
    private readonly GroupCommit commits;
    private readonly SqliteDatabase database;
    private readonly StorageOptions options;
    private readonly TimeProvider clock;

    public SqliteDocumentStore(SqliteDatabase database, StorageOptions options, TimeProvider clock)
    {
        (this.database, this.options, this.clock) = (database, options, clock);
        reader = new SqliteDocumentReader(database);
        writer = new SqliteBatchWriter(database);
        commits = new GroupCommit(Write, options.QueueCapacity, options.MaxBatch, writerCount: 1);
    }

    public Task<StoredDocument?> FindAsync(string collection, string name, CancellationToken ct) =>
        Task.FromResult(reader.Find(collection, name));

    public Task<IReadOnlyList<StoredDocument>> FindEachAsync(string collection, IReadOnlyCollection<string> names, CancellationToken ct) =>
        Task.FromResult(reader.FindEach(collection, names));

    public Task<StoredDocument?> FindVersionAsync(string collection, string name, long version, CancellationToken ct) =>
        Task.FromResult(reader.FindVersion(collection, name, version));

    public Task<IReadOnlyList<DocumentVersion>> HistoryAsync(string collection, string name, long after, int max, CancellationToken ct) =>
        Task.FromResult(reader.History(collection, name, after, max));

    public Task<Receipt?> FindReceiptAsync(string requestId, CancellationToken ct) => Task.FromResult(reader.FindReceipt(requestId));

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken ct) => Task.FromResult(reader.Page(query));

    public Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct) =>
        reader.SnapshotAsync(collections, onDocument, ct);

    public Task ReplaceAsync(string collection, string name, DocumentVersion version, CancellationToken ct) =>
        Task.Run(() => reader.Replace(collection, name, version), ct);

    public Task GiveUpReplacedAsync(CancellationToken ct) => database.EmptyLogAsync(ct);

    public Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct) => commits.CommitAsync(unit, ct);

    public Task<IReadOnlyList<FeedEvent>> ReadAsync(long after, int max, CancellationToken ct) => Task.FromResult(reader.ReadFeed(after, max));

    public Task<IReadOnlyList<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken ct) => Task.FromResult(reader.Audit(query));

    public Task<AuditHead> AuditHeadAsync(CancellationToken ct) => Task.FromResult(reader.AuditHead());

    public Task AddCheckpointAsync(AuditCheckpoint checkpoint, CancellationToken ct) => Task.Run(() => reader.AddCheckpoint(checkpoint), ct);

    public Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(long after, int max, CancellationToken ct) =>
        Task.FromResult(reader.Checkpoints(after, max));

    public Task<long> HeadAsync(CancellationToken ct) => Task.FromResult(reader.Head());

    public async Task WaitAsync(long beyond, TimeSpan timeout, CancellationToken ct) =>
        await signal.WaitAsync(beyond, timeout < options.PollInterval ? timeout : options.PollInterval, clock, ct);

    /// <summary>Writes a number that nobody reads, so that a read-only or full disk is noticed: a row that stays as it was would not be written.</summary>
    public Task CheckAsync(CancellationToken ct)
    {
        try
        {
            return Task.FromResult(database.Run(db => db.Run("pragma user_version = 0")));
        }
        catch (StorageUnavailableException e)
        {
            return Task.FromException(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await commits.DisposeAsync();
        await writer.DisposeAsync();
    }

    private Task<IReadOnlyList<CommitOutcome>> Write(IReadOnlyList<CommitUnit> units, Action ordered)
    {
        var (outcomes, head) = writer.Write(units);
        signal.Advance(head);
        return Task.FromResult(outcomes);
    }
}
