using Border.Audits;
using Border.Storage.Audits;

namespace Border.Storage;

/// <summary>
/// The documents of one service, with their history, receipts, audit and feed.
/// Every member throws <see cref="StorageUnavailableException"/> when the database is away.
/// </summary>
public interface IDocumentStore : IEventFeed, IAuditLog, IAsyncDisposable
{
    Task<StoredDocument?> FindAsync(string collection, string name, CancellationToken ct);

    /// <summary>Those of some documents that there are. A store that seals records leaves out what they say about persons.</summary>
    Task<IReadOnlyList<StoredDocument>> FindEachAsync(string collection, IReadOnlyCollection<string> names, CancellationToken ct);

    /// <summary>The document as it was at a version.</summary>
    Task<StoredDocument?> FindVersionAsync(string collection, string name, long version, CancellationToken ct);

    /// <summary>The versions after one, oldest first.</summary>
    Task<IReadOnlyList<DocumentVersion>> HistoryAsync(string collection, string name, long after, int max, CancellationToken ct);

    Task<Receipt?> FindReceiptAsync(string requestId, CancellationToken ct);

    Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken ct);

    /// <summary>
    /// Every document of a collection, by name, and the feed position at which they stood: one consistent picture.
    /// The position is the first thing told; the documents follow.
    /// </summary>
    Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct);

    /// <summary>
    /// Readies a unit that writes records for its commit. A step of its own: for this a store may have to wait, and commits must be queued in
    /// the order in which they are asked for.
    /// </summary>
    ValueTask<CommitUnit> ReadiedAsync(CommitUnit unit, CancellationToken ct) => new(unit);

    /// <summary>
    /// Commits the unit together with whatever else is waiting. Once it is queued it is carried out whether or not the
    /// caller goes on waiting.
    /// </summary>
    /// <exception cref="StorageBusyException">The queue is full; nothing was changed.</exception>
    Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct);

    /// <summary>
    /// Puts another body and reason in place of those of a version. For what must not be kept only: else nothing is overwritten.
    /// </summary>
    Task ReplaceAsync(string collection, string name, DocumentVersion version, CancellationToken ct);

    /// <summary>Has the database give up what was replaced. Until then it may lie in its files.</summary>
    Task GiveUpReplacedAsync(CancellationToken ct);

    /// <summary>Answers when the database can be read and written.</summary>
    Task CheckAsync(CancellationToken ct);
}

/// <summary>The feed of one service: what was committed, in commit order.</summary>
public interface IEventFeed
{
    /// <summary>The next events after a position, in order and without gaps; none when there are none yet.</summary>
    Task<IReadOnlyList<FeedEvent>> ReadAsync(long after, int max, CancellationToken ct);

    /// <summary>The last position; 0 for an empty feed.</summary>
    Task<long> HeadAsync(CancellationToken ct);

    /// <summary>Returns when the feed may have gone beyond a position, or after the time-out.</summary>
    Task WaitAsync(long beyond, TimeSpan timeout, CancellationToken ct);
}

/// <summary>The audit log of one service. Entries are made by commits only.</summary>
public interface IAuditLog
{
    /// <summary>The entries that a query asks for, in order.</summary>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken ct);

    /// <summary>How far the log goes, as is kept apart from its entries.</summary>
    Task<AuditHead> AuditHeadAsync(CancellationToken ct);

    /// <summary>Keeps a checkpoint; another of the same place is kept instead when it was first.</summary>
    Task AddCheckpointAsync(AuditCheckpoint checkpoint, CancellationToken ct);

    /// <summary>The checkpoints after a place, in order.</summary>
    Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(long after, int max, CancellationToken ct);
}
