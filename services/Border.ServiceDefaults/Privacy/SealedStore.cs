using Border.Audits;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Storage.Audits;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// A document store that keeps what some kinds of records say about persons under a key of each record's own. Whoever reads and writes
/// records does not know of it: without its key, a record just says nothing about persons any more.
/// </summary>
internal sealed class SealedStore(IDocumentStore store, KeyRing ring, IEnumerable<RecordKind> kinds) : IDocumentStore
{
    private const int Page = 100;

    private readonly Dictionary<string, RecordKind> _kinds = kinds.Where(kind => kind.IsSealed).ToDictionary(kind => kind.Collection, StringComparer.Ordinal);
    private int _isDisposed;

    public async Task<StoredDocument?> FindAsync(string collection, string name, CancellationToken ct) =>
        await OpenedAsync(await store.FindAsync(collection, name, ct), isFresh: false, ct);

    public async Task<StoredDocument?> FindVersionAsync(string collection, string name, long version, CancellationToken ct) =>
        await OpenedAsync(await store.FindVersionAsync(collection, name, version, ct), isFresh: true, ct);

    public async Task<IReadOnlyList<DocumentVersion>> HistoryAsync(string collection, string name, long after, int max, CancellationToken ct)
    {
        var versions = await store.HistoryAsync(collection, name, after, max, ct);
        if (!_kinds.ContainsKey(collection) || !versions.Any(version => SealedBody.IsSealed(version.Body) || SealedBody.IsSealedReason(version.Reason)))
            return versions;
        var key = KeyOf(await ring.FindAsync([name], isFresh: true, ct), name);
        return
        [
            .. versions.Select(version => version with
            {
                Body = SealedBody.IsSealed(version.Body) ? SealedBody.Open(key, name, version.Body) : version.Body,
                Reason = SealedBody.OpenReason(key, name, version.Reason),
            }),
        ];
    }

    public async Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken ct)
    {
        var page = await store.QueryAsync(query, ct);
        return _kinds.ContainsKey(query.Collection) ? page with { Documents = await OpenedAsync(page.Documents, isFresh: false, ct) } : page;
    }

    /// <summary>What is sealed stays so: a snapshot is for those who learn nothing about persons.</summary>
    public Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct) =>
        store.SnapshotAsync(collections, onDocument, ct);

    public async Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct)
    {
        if (!unit.Writes.Any(write => _kinds.ContainsKey(write.Collection)))
            return await store.CommitAsync(unit, ct);
        var writes = new List<DocumentWrite>(unit.Writes.Count);
        foreach (var write in unit.Writes)
            writes.Add(_kinds.ContainsKey(write.Collection) ? await SealedAsync(write, ct) : write);
        return await store.CommitAsync(unit with { Writes = writes }, ct);
    }

    public Task<Receipt?> FindReceiptAsync(string requestId, CancellationToken ct) => store.FindReceiptAsync(requestId, ct);

    public Task CheckAsync(CancellationToken ct) => store.CheckAsync(ct);

    public Task<IReadOnlyList<FeedEvent>> ReadAsync(long after, int max, CancellationToken ct) => store.ReadAsync(after, max, ct);

    public Task<long> HeadAsync(CancellationToken ct) => store.HeadAsync(ct);

    public Task WaitAsync(long beyond, TimeSpan timeout, CancellationToken ct) => store.WaitAsync(beyond, timeout, ct);

    public Task<IReadOnlyList<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken ct) => store.AuditAsync(query, ct);

    public Task<AuditHead> AuditHeadAsync(CancellationToken ct) => store.AuditHeadAsync(ct);

    public Task AddCheckpointAsync(AuditCheckpoint checkpoint, CancellationToken ct) => store.AddCheckpointAsync(checkpoint, ct);

    public Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(long after, int max, CancellationToken ct) => store.CheckpointsAsync(after, max, ct);

    public Task ReplaceAsync(string collection, string name, DocumentVersion version, CancellationToken ct) => store.ReplaceAsync(collection, name, version, ct);

    /// <summary>
    /// Destroys what all versions of some records say about persons. It may be done again, and is done for good when it returns. Versions of
    /// before records were sealed are cleared one by one, for no key protects them.
    /// </summary>
    public async Task EraseAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var left = await ring.NotDestroyedAsync(names, ct);
        if (left.Count == 0)
            return;
        foreach (var name in left)
        {
            var kind = _kinds[name[..name.IndexOf('/', StringComparison.Ordinal)]];
            var last = 0L;
            while (await store.HistoryAsync(kind.Collection, name, last, Page, ct) is { Count: > 0 } versions)
            {
                foreach (var version in versions.Where(version => !SealedBody.IsSealed(version.Body)))
                {
                    if (kind.Cleared(version.Body) is { } cleared)
                        await store.ReplaceAsync(kind.Collection, name, version with { Body = cleared, Reason = "" }, ct);
                }

                last = versions[^1].Version;
            }
        }

        await ring.DestroyAsync(left, ct);
    }

    /// <summary>Disposed of under each of the names that it is registered by.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isDisposed, 1) == 0 ? store.DisposeAsync() : ValueTask.CompletedTask;

    // A key that was destroyed leaves its mark. One that leaves none is not here, and may come back.
    private static RecordKey KeyOf(IReadOnlyDictionary<string, RecordKey> keys, string name) =>
        keys.TryGetValue(name, out var key) ? key : throw new StorageUnavailableException("The store of keys lacks the key of a record.");

    // The version in which a record is erased says nothing about persons, and its key is about to be gone.
    private async Task<DocumentWrite> SealedAsync(DocumentWrite write, CancellationToken ct)
    {
        if (write.Verb == RecordSession.Erased || (write.Readable is null && write.Reason.Length == 0))
            return write;
        var key = await ring.GetAsync(write.Name, write.ExpectedVersion == 0, ct);
        return write with
        {
            Body = write.Readable is { } readable ? SealedBody.Seal(key, write.Name, write.Body, readable) : write.Body,
            Reason = SealedBody.SealReason(key, write.Name, write.Reason),
        };
    }

    private async Task<StoredDocument?> OpenedAsync(StoredDocument? document, bool isFresh, CancellationToken ct) =>
        document is null || !_kinds.ContainsKey(document.Collection) ? document : (await OpenedAsync([document], isFresh, ct))[0];

    private async Task<IReadOnlyList<StoredDocument>> OpenedAsync(IReadOnlyList<StoredDocument> documents, bool isFresh, CancellationToken ct)
    {
        string[] names = [.. documents.Where(document => SealedBody.IsSealed(document.Body)).Select(document => document.Name)];
        if (names.Length == 0)
            return documents;
        var keys = await ring.FindAsync(names, isFresh, ct);
        return
        [
            .. documents.Select(document => SealedBody.IsSealed(document.Body)
                ? document with { Body = SealedBody.Open(KeyOf(keys, document.Name), document.Name, document.Body) }
                : document),
        ];
    }
}
