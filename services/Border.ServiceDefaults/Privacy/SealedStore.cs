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
        if (!_kinds.ContainsKey(collection))
            return versions;
        string[] names = [.. versions.SelectMany(version => KeysOf(name, version)).Distinct()];
        if (names.Length == 0)
            return versions;
        var keys = await ring.FindAsync(names, isFresh: true, ct);
        return [.. versions.Select(version => Opened(name, version, keys))];
    }

    public async Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken ct)
    {
        var page = await store.QueryAsync(query, ct);
        return _kinds.ContainsKey(query.Collection) && !query.IsWithoutPersons ? page with { Documents = await OpenedAsync(page.Documents, isFresh: false, ct) } : page;
    }

    /// <summary>What is sealed stays so: a snapshot is for those who learn nothing about persons.</summary>
    public Task<long> SnapshotAsync(
        IReadOnlyCollection<string> collections, Func<long, StoredDocument, Task> onDocument, CancellationToken ct) =>
        store.SnapshotAsync(collections, onDocument, ct);

    /// <summary>Seals what a unit says about persons. It waits when no key is free.</summary>
    public async ValueTask<CommitUnit> ReadiedAsync(CommitUnit unit, CancellationToken ct)
    {
        if (!unit.Writes.Any(NeedsKey))
            return unit;
        var writes = unit.Writes.ToArray();
        for (var i = 0; i < writes.Length; i++)
        {
            if (NeedsKey(writes[i]))
                writes[i] = await SealedAsync(writes[i], ct);
        }

        return unit with { Writes = writes };
    }

    public Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct) => unit.Writes.Any(write => write.Whole is not null)
        ? throw new InvalidOperationException($"{unit.Record} is not sealed yet.")
        : store.CommitAsync(unit, ct);

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
    /// Destroys what all versions of some records say about persons. It may be done again, and is done for good when it returns: each record
    /// then leaves a mark under its own name too. Versions of before records were sealed are cleared one by one, for no key protects them.
    /// </summary>
    public async Task EraseAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var left = await ring.NotDestroyedAsync(names, ct);
        if (left.Count == 0)
            return;
        var keys = new HashSet<string>(left, StringComparer.Ordinal);
        foreach (var name in left)
            await ClearAsync(_kinds[name[..name.IndexOf('/', StringComparison.Ordinal)]], name, keys, ct);
        await ring.DestroyAsync(keys, ct);
    }

    /// <summary>Disposed of under each of the names that it is registered by.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isDisposed, 1) == 0 ? store.DisposeAsync() : ValueTask.CompletedTask;

    private async Task ClearAsync(RecordKind kind, string name, HashSet<string> keys, CancellationToken ct)
    {
        var last = 0L;
        while (await store.HistoryAsync(kind.Collection, name, last, Page, ct) is { Count: > 0 } versions)
        {
            foreach (var version in versions)
            {
                keys.UnionWith(KeysOf(name, version));
                if (SealedBody.KeyOf(name, version.Body) is null && kind.Cleared(version.Body) is { } cleared)
                    await store.ReplaceAsync(kind.Collection, name, version with { Body = cleared, Reason = "" }, ct);
            }

            last = versions[^1].Version;
        }
    }

    private static RecordKey KeyOf(IReadOnlyDictionary<string, RecordKey> keys, string name) => keys.TryGetValue(name, out var key) ? key : throw KeyRing.Missing();

    // The version in which a record is erased says nothing about persons, its reason neither: its key is about to be gone.
    private static IEnumerable<string> KeysOf(string name, DocumentVersion version)
    {
        if (SealedBody.KeyOf(name, version.Body) is { } key)
            yield return key;
        if (version.Verb != RecordSession.Erased && SealedBody.KeyOfReason(name, version.Reason) is { } other)
            yield return other;
    }

    private bool NeedsKey(DocumentWrite write) =>
        write.Verb != RecordSession.Erased && (write.Whole is not null || write.Reason.Length > 0) && _kinds.ContainsKey(write.Collection);

    private async ValueTask<DocumentWrite> SealedAsync(DocumentWrite write, CancellationToken ct)
    {
        var key = write.Key is { } name ? await ring.GetAsync(name, write.Name, ct) : await ring.TakeAsync(ct);
        return write with
        {
            Body = write.Whole is { } whole ? SealedBody.Seal(key, write.Name, whole, write.Body) : write.Body,
            Whole = null,
            Reason = SealedBody.SealReason(key, write.Name, write.Reason),
        };
    }

    private async Task<StoredDocument?> OpenedAsync(StoredDocument? document, bool isFresh, CancellationToken ct) =>
        document is null || !_kinds.ContainsKey(document.Collection) ? document : (await OpenedAsync([document], isFresh, ct))[0];

    private async Task<IReadOnlyList<StoredDocument>> OpenedAsync(IReadOnlyList<StoredDocument> documents, bool isFresh, CancellationToken ct)
    {
        var sealing = documents.Select(document => SealedBody.KeyOf(document.Name, document.Body)).ToList();
        string[] names = [.. sealing.OfType<string>()];
        if (names.Length == 0)
            return documents;
        var keys = await ring.FindAsync(names, isFresh, ct);
        return [.. documents.Zip(sealing, (document, name) => name is null ? document : Opened(document, name, KeyOf(keys, name)))];
    }

    private static StoredDocument Opened(StoredDocument document, string name, RecordKey key)
    {
        var (body, whole) = SealedBody.Open(key, document.Name, document.Body);
        return document with { Body = body, Whole = whole, Key = name };
    }

    private static DocumentVersion Opened(string name, DocumentVersion version, IReadOnlyDictionary<string, RecordKey> keys)
    {
        var (body, whole) = SealedBody.KeyOf(name, version.Body) is { } key ? SealedBody.Open(KeyOf(keys, key), name, version.Body) : (version.Body, null);
        var reason = version.Verb != RecordSession.Erased && SealedBody.KeyOfReason(name, version.Reason) is { } other
            ? SealedBody.OpenReason(KeyOf(keys, other), name, version.Reason)
            : version.Reason;
        return version with { Body = body, Whole = whole, Reason = reason };
    }
}
