using Border.Audits;
using Border.Storage.Audits;
using Border.Storage.Commits;

namespace Border.Storage.Postgres;

/// <summary>A service's documents in one PostgreSQL database.</summary>
internal sealed class PostgresDocumentStore : IDocumentStore
{
    private readonly FeedSignal signal = new();
    private readonly PostgresDocumentReader reader;
    private readonly PostgresBatchWriter writer;
    private readonly PostgresNotifications notifications;
    private readonly PostgresProbe probe;
    private readonly PostgresDatabase database;
    private readonly GroupCommit commits;
    private readonly StorageOptions options;
    private readonly TimeProvider clock;

    public PostgresDocumentStore(PostgresDatabase database, StorageOptions options, TimeProvider clock)
    {
        (this.database, this.options, this.clock) = (database, options, clock);
        reader = new PostgresDocumentReader(database);
        writer = new PostgresBatchWriter(database);
        notifications = new PostgresNotifications(database, signal, clock);
        probe = new PostgresProbe(database);
        commits = new GroupCommit(WriteAsync, options.QueueCapacity, options.MaxBatch, options.Writers);
    }

    public Task<StoredDocument?> FindAsync(string collection, string name, CancellationToken ct) => reader.FindAsync(collection, name, ct);

    public Task<IReadOnlyList<StoredDocument>> FindEachAsync(string collection, IReadOnlyCollection<string> names, CancellationToken ct) =>
        reader.FindEachAsync(collection, names, ct);

    public Task<StoredDocument?> FindVersionAsync(string collection, string name, long version, CancellationToken ct) =>
        reader.FindVersionAsync(collection, name, version, ct);

    public Task<IReadOnlyList<DocumentVersion>> HistoryAsync(string collection, string name, long after, int max, CancellationToken ct) =>
        reader.HistoryAsync(collection, name, after, max, ct);

    public Task<Receipt?> FindReceiptAsync(string requestId, CancellationToken ct) => reader.FindReceiptAsync(requestId, ct);

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken ct) => reader.PageAsync(query, ct);

    public Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct) =>
        reader.SnapshotAsync(collections, onDocument, ct);

    public Task ReplaceAsync(string collection, string name, DocumentVersion version, CancellationToken ct) =>
        reader.ReplaceAsync(collection, name, version, ct);

    public Task GiveUpReplacedAsync(CancellationToken ct) => database.VacuumAsync("history", ct);

    public Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct) => commits.CommitAsync(unit, ct);

    public Task<IReadOnlyList<FeedEvent>> ReadAsync(long after, int max, CancellationToken ct) => reader.ReadFeedAsync(after, max, ct);

    public Task<IReadOnlyList<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken ct) => reader.AuditAsync(query, ct);

    public Task<AuditHead> AuditHeadAsync(CancellationToken ct) => reader.AuditHeadAsync(ct);

    public Task AddCheckpointAsync(AuditCheckpoint checkpoint, CancellationToken ct) => reader.AddCheckpointAsync(checkpoint, ct);

    public Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(long after, int max, CancellationToken ct) => reader.CheckpointsAsync(after, max, ct);

    public Task<long> HeadAsync(CancellationToken ct) => reader.HeadAsync(ct);

    public Task WaitAsync(long beyond, TimeSpan timeout, CancellationToken ct) =>
        signal.WaitAsync(beyond, timeout < options.PollInterval ? timeout : options.PollInterval, clock, ct);

    public Task CheckAsync(CancellationToken ct) => probe.CheckAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await commits.DisposeAsync();
        await writer.DisposeAsync();
        await notifications.DisposeAsync();
        await probe.DisposeAsync();
    }

    private async Task<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<CommitUnit> units, Action ordered)
    {
        var (outcomes, head) = await writer.WriteAsync(units, ordered);
        if (head > 0)
        {
            signal.Advance(head);
            notifications.Tell(head);
        }

        return outcomes;
    }
}
