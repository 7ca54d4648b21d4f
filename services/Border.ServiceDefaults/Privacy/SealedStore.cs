using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Text;
using Border.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Storage.Audits;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// A document store that keeps what some kinds of records say about persons under a key of each record's own. Whoever reads and writes
/// records does not know of it: without its key, a record just says nothing about persons any more. Nothing is looked for, compared with what
/// was there, or written before the secrets of the process are known to be the right ones.
/// </summary>
internal sealed class SealedStore(IDocumentStore store, KeyRing ring, IEnumerable<RecordKind> kinds) : IDocumentStore
{
    private const int Page = 100;

    private readonly Dictionary<string, RecordKind> _kinds = kinds.Where(kind => kind.IsSealed).ToDictionary(kind => kind.Collection, StringComparer.Ordinal);
    private int _isDisposed;

    // Whether something that was replaced may still lie in the files: the process before may have ended before it was given up.
    private int _isReplacedThere = 1;

    public async Task<StoredDocument?> FindAsync(string collection, string name, CancellationToken ct) =>
        await store.FindAsync(collection, name, ct) is { } document ? (await StandingAsync(collection, [document], ct))[0] : null;

    public Task<IReadOnlyList<StoredDocument>> FindEachAsync(string collection, IReadOnlyCollection<string> names, CancellationToken ct) =>
        store.FindEachAsync(collection, names, ct);

    public async Task<StoredDocument?> FindVersionAsync(string collection, string name, long version, CancellationToken ct) =>
        await store.FindVersionAsync(collection, name, version, ct) is not { } document ? null
        : _kinds.ContainsKey(collection) ? (await OpenedAsync([document], isFresh: true, ct))[0]
        : document;

    public async Task<IReadOnlyList<DocumentVersion>> HistoryAsync(string collection, string name, long after, int max, CancellationToken ct)
    {
        var versions = await store.HistoryAsync(collection, name, after, max, ct);
        if (!_kinds.TryGetValue(collection, out var kind))
            return versions;
        string[] names = [.. versions.SelectMany(version => KeysOf(name, version)).Distinct()];
        if (names.Length == 0)
            return versions;
        var keys = await ring.FindAsync(names, isFresh: true, ct);
        var opened = versions.Select(version => Opened(name, version, keys)).ToList();
        var parts = opened.Select(version => SealedPart.OfReason(version.Reason)).ToList();
        var others = await PartKeysAsync([.. opened.SelectMany(version => version.Body.Parts), .. parts.OfType<SealedPart>()], isFresh: true, ct);
        return
        [
            .. versions.Zip(opened, parts).Select(each => each.First with
            {
                Body = each.Second.Body.Body,
                Whole = Joined(kind, name, each.Second.Body, others),
                Reason = each.Third is { } part ? TextOf(part.Open(name, others)) : each.Second.Reason,
            }),
        ];
    }

    public async Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken ct)
    {
        await ring.RequireSecretsAsync(ct);
        var page = await store.QueryAsync(query, ct);
        if (query.IsWithoutPersons)
            return page;
        try
        {
            return page with { Documents = await StandingAsync(query.Collection, page.Documents, ct) };
        }
        catch (RefusalException) when (query.TakesClosed)
        {
            return page with { Documents = await EachStandingAsync(query.Collection, page.Documents, ct) };
        }
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

    public async Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct)
    {
        if (unit.Writes.Any(write => write.Whole is not null))
            throw new InvalidOperationException($"{unit.Record} is not sealed yet.");
        await ring.RequireSecretsAsync(ct);
        return await store.CommitAsync(unit, ct);
    }

    public async Task<Receipt?> FindReceiptAsync(string requestId, CancellationToken ct)
    {
        await ring.RequireSecretsAsync(ct);
        return await store.FindReceiptAsync(requestId, ct);
    }

    public async Task CheckAsync(CancellationToken ct)
    {
        await ring.RequireSecretsAsync(ct);
        await store.CheckAsync(ct);
    }

    public Task<IReadOnlyList<FeedEvent>> ReadAsync(long after, int max, CancellationToken ct) => store.ReadAsync(after, max, ct);

    public Task<long> HeadAsync(CancellationToken ct) => store.HeadAsync(ct);

    public Task WaitAsync(long beyond, TimeSpan timeout, CancellationToken ct) => store.WaitAsync(beyond, timeout, ct);

    public Task<IReadOnlyList<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken ct) => store.AuditAsync(query, ct);

    public Task<AuditHead> AuditHeadAsync(CancellationToken ct) => store.AuditHeadAsync(ct);

    public Task AddCheckpointAsync(AuditCheckpoint checkpoint, CancellationToken ct) => store.AddCheckpointAsync(checkpoint, ct);

    public Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(long after, int max, CancellationToken ct) => store.CheckpointsAsync(after, max, ct);

    public async Task ReplaceAsync(string collection, string name, DocumentVersion version, CancellationToken ct)
    {
        try
        {
            await store.ReplaceAsync(collection, name, version, ct);
        }
        finally
        {
            Volatile.Write(ref _isReplacedThere, 1);
        }
    }

    public async Task GiveUpReplacedAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _isReplacedThere, 0) == 0)
            return;
        try
        {
            await store.GiveUpReplacedAsync(ct);
        }
        catch
        {
            Volatile.Write(ref _isReplacedThere, 1);
            throw;
        }
    }

    /// <summary>
    /// Destroys what all versions of some records say about persons. It may be done again, and is done for good when it returns: each record
    /// then leaves a mark under its own name too. Versions of before records were sealed are cleared one by one, for no key protects them.
    /// </summary>
    public async Task EraseAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var keys = new HashSet<string>(names, StringComparer.Ordinal);
        var isAnyWithoutKey = false;
        foreach (var name in await ring.NotDestroyedAsync(names, ct))
        {
            // Of others, such as a record of another service, there is a key alone.
            if (_kinds.TryGetValue(RecordNames.CollectionOf(name), out var kind))
                isAnyWithoutKey |= await ClearAsync(kind, name, keys, ct);
        }

        if (isAnyWithoutKey)
        {
            // Keys do not wait for the files. The marks under the names do: by them it is known that nothing is left to do.
            await ring.DestroyAsync([.. keys.Except(names)], ct);
            await GiveUpReplacedAsync(ct);
        }

        await ring.DestroyAsync(keys, ct);
    }

    /// <summary>The keys under which the versions of a record so far are sealed that are not destroyed: each is this record's alone.</summary>
    public async Task<IReadOnlyList<string>> VersionKeysAsync(string name, CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var version in EachVersionAsync(RecordNames.CollectionOf(name), name, ct))
            keys.UnionWith(KeysOf(name, version).Where(KeyPool.Has));
        return await ring.NotDestroyedAsync(keys, ct);
    }

    /// <summary>
    /// Destroys what the versions of a record under some keys say about persons, once there is one under another. It may be done again. Versions
    /// of before records had keys of their own are cleared one by one.
    /// </summary>
    public async Task EraseVersionsAsync(string name, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        if ((keys.Count == 0 || (await ring.NotDestroyedAsync(keys, ct)).Count > 0)
            && await ClearVersionsAsync(_kinds[RecordNames.CollectionOf(name)], name, ct))
        {
            await GiveUpReplacedAsync(ct);
        }

        await ring.DestroyAsync(keys, ct);
    }

    /// <summary>Disposed of under each of the names that it is registered by.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isDisposed, 1) == 0 ? store.DisposeAsync() : ValueTask.CompletedTask;

    /// <returns>Whether something may have been replaced, now or before: whoever did may have ended with it still in the files.</returns>
    private async Task<bool> ClearAsync(RecordKind kind, string name, HashSet<string> keys, CancellationToken ct)
    {
        var isAnyWithoutKey = false;
        await foreach (var version in EachVersionAsync(kind.Collection, name, ct))
        {
            keys.UnionWith(KeysOf(name, version));
            if (SealedBody.KeyOf(name, version.Body) is not null)
                continue;
            isAnyWithoutKey |= version.Verb != RecordSession.Erased;
            if (kind.Cleared(version.Body) is { } cleared)
                await ReplaceAsync(kind.Collection, name, version with { Body = cleared, Reason = "" }, ct);
        }

        return isAnyWithoutKey;
    }

    /// <inheritdoc cref="ClearAsync"/>
    private async Task<bool> ClearVersionsAsync(RecordKind kind, string name, CancellationToken ct)
    {
        var isAnyWithoutKey = false;
        await foreach (var version in EachVersionAsync(kind.Collection, name, ct))
        {
            isAnyWithoutKey |= SealedBody.KeyOf(name, version.Body) is not { } key || !KeyPool.Has(key);
            if (WithoutKey(kind, name, version) is { } cleared)
                await ReplaceAsync(kind.Collection, name, cleared, ct);
        }

        return isAnyWithoutKey;
    }

    private async IAsyncEnumerable<DocumentVersion> EachVersionAsync(string collection, string name, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0L;
        while (await store.HistoryAsync(collection, name, last, Page, ct) is { Count: > 0 } versions)
        {
            foreach (var version in versions)
                yield return version;
            last = versions[^1].Version;
        }
    }

    // Other records, which stay, may be sealed under the key with its name.
    private static DocumentVersion? WithoutKey(RecordKind kind, string name, DocumentVersion version) => SealedBody.KeyOf(name, version.Body) switch
    {
        { } key when KeyPool.Has(key) => null,
        { } => version with { Body = SealedBody.Open(new(null, version.Time), name, version.Body).Body, Reason = "" },
        null => kind.Cleared(version.Body) is { } cleared ? version with { Body = cleared, Reason = "" } : null,
    };

    private static RecordKey KeyOf(IReadOnlyDictionary<string, RecordKey> keys, string name) => keys.TryGetValue(name, out var key) ? key : throw Refusals.KeyMissing();

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
        var key = await KeyForAsync(write, ct);
        var parts = new List<SealedPart>(write.Parts.Count);
        foreach (var part in write.Parts)
            parts.Add(await SealedAsync(write.Name, part, ct));
        var reason = write.Reason.Length == 0 || write.ReasonKeys.Count == 0
            ? write.Reason
            : (await SealedAsync(write.Name, new(0, write.ReasonKeys, Encoding.UTF8.GetBytes(write.Reason)), ct)).ToReason();
        return write with
        {
            Body = write.Whole is { } whole ? SealedBody.Seal(key, write.Name, whole, parts, write.Body) : write.Body,
            Whole = null,
            Parts = [],
            Reason = SealedBody.SealReason(key, write.Name, reason),
        };
    }

    private async ValueTask<NamedKey> KeyForAsync(DocumentWrite write, CancellationToken ct)
    {
        if (write.Key is not { } name)
            return await ring.TakeAsync(ct);
        try
        {
            return await ring.GetAsync(name, write.Name, ct);
        }
        catch (RefusalException) when (KeyPool.Has(name))
        {
            // Whoever destroyed it stored a version before: then the commit does not succeed, and what was done is done again with that.
            if (await store.FindAsync(write.Collection, write.Name, ct) is { } now && now.Version != write.ExpectedVersion)
                return await ring.TakeAsync(ct);
            throw;
        }
    }

    private async ValueTask<SealedPart> SealedAsync(string record, DocumentPart part, CancellationToken ct)
    {
        var keys = new List<NamedKey>(part.Keys.Count);
        foreach (var name in part.Keys)
            keys.Add(await ring.GetAsync(name, name, ct));
        return SealedPart.Seal(record, part, keys);
    }

    // One whose key is not there is as it is stored.
    private async Task<IReadOnlyList<StoredDocument>> EachStandingAsync(string collection, IReadOnlyList<StoredDocument> documents, CancellationToken ct)
    {
        var opened = documents.ToArray();
        for (var i = 0; i < opened.Length; i++)
        {
            try
            {
                opened[i] = (await StandingAsync(collection, [opened[i]], ct))[0];
            }
            catch (RefusalException)
            {
                // It stays closed.
            }
        }

        return opened;
    }

    // The key of one may have been destroyed since it was found, with those of earlier versions: what stands by then has another.
    private async Task<IReadOnlyList<StoredDocument>> StandingAsync(string collection, IReadOnlyList<StoredDocument> documents, CancellationToken ct)
    {
        if (!_kinds.ContainsKey(collection))
            return documents;
        var opened = (await OpenedAsync(documents, isFresh: false, ct)).ToArray();
        for (var i = 0; i < opened.Length; i++)
        {
            if (opened[i] is { Key: not null, Whole: null } closed
                && await store.FindAsync(collection, closed.Name, ct) is { } now && now.Version != closed.Version)
            {
                opened[i] = (await OpenedAsync([now], isFresh: false, ct))[0];
            }
        }

        return opened;
    }

    private async Task<IReadOnlyList<StoredDocument>> OpenedAsync(IReadOnlyList<StoredDocument> documents, bool isFresh, CancellationToken ct)
    {
        var sealing = documents.Select(document => SealedBody.KeyOf(document.Name, document.Body)).ToList();
        string[] names = [.. sealing.OfType<string>()];
        if (names.Length == 0)
            return documents;
        var keys = await ring.FindAsync(names, isFresh, ct);
        var opened = documents.Zip(sealing, (document, name) =>
            name is null ? new(document.Body, null, []) : SealedBody.Open(KeyOf(keys, name), document.Name, document.Body)).ToList();
        var others = await PartKeysAsync([.. opened.SelectMany(body => body.Parts)], isFresh, ct);
        return
        [
            .. documents.Zip(opened, sealing).Select(each => each.First with
            {
                Body = each.Second.Body,
                Whole = Joined(_kinds[each.First.Collection], each.First.Name, each.Second, others),
                Key = each.Third,
            }),
        ];
    }

    private static (OpenedBody Body, string Reason) Opened(string name, DocumentVersion version, IReadOnlyDictionary<string, RecordKey> keys)
    {
        var body = SealedBody.KeyOf(name, version.Body) is { } key ? SealedBody.Open(KeyOf(keys, key), name, version.Body) : new(version.Body, null, []);
        var reason = version.Verb != RecordSession.Erased && SealedBody.KeyOfReason(name, version.Reason) is { } other
            ? SealedBody.OpenReason(KeyOf(keys, other), name, version.Reason)
            : version.Reason;
        return (body, reason);
    }

    private async Task<IReadOnlyDictionary<string, RecordKey>> PartKeysAsync(IReadOnlyCollection<SealedPart> parts, bool isFresh, CancellationToken ct) =>
        parts.Count == 0 ? ReadOnlyDictionary<string, RecordKey>.Empty : await ring.FindAsync([.. parts.SelectMany(part => part.Keys).Distinct()], isFresh, ct);

    private static byte[]? Joined(RecordKind kind, string name, OpenedBody body, IReadOnlyDictionary<string, RecordKey> keys) =>
        body.Parts.Count == 0 ? body.Whole : kind.Joined(body.Whole!, body.Parts.Select(part => part.Open(name, keys)));

    private static string TextOf(OpenedPart part) => part.Bytes is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
}
