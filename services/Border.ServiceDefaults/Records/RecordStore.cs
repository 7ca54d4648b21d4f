using System.Runtime.CompilerServices;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Google.Protobuf;

namespace Border.ServiceDefaults.Records;

/// <summary>The records of one kind, for requests that are about one of them.</summary>
public sealed class RecordStore<T>(IDocumentStore store, RecordKind<T> kind, RecordWork work, PageTokens tokens)
    where T : class, IMessage<T>, new()
{
    /// <summary>Stores a new record.</summary>
    /// <param name="record">With its name set. Its content is kept.</param>
    /// <param name="require">Throws what else forbids it. It is part of the work: a retry gets its answer whatever this would say by then.</param>
    public Task<Written<T>> CreateAsync(WriteCall call, T record, string verb, CancellationToken ct, Func<ValueTask>? require = null) => work.RunAsync(
        call,
        kind,
        async session =>
        {
            if (require is not null)
                await require();
            session.Save(kind, record, verb);
            return record;
        },
        ct);

    /// <summary>Stores the next version of a record.</summary>
    /// <param name="etag">The version that the caller saw; empty to change whatever stands.</param>
    /// <param name="change">Changes the record, or throws what forbids it. May be called again when the record changed meanwhile.</param>
    public Task<Written<T>> ChangeAsync(
        WriteCall call, string name, string etag, string verb, string reason, Action<T> change, CancellationToken ct) =>
        work.RunAsync(
            call,
            kind,
            async session =>
            {
                var record = await session.GetAsync(kind, name, etag);
                change(record);
                session.Save(kind, record, verb, reason);
                return record;
            },
            ct);

    /// <returns>Null when there is none, or it lies out of the caller's sight.</returns>
    public async Task<T?> FindAsync(string name, CancellationToken ct) => await FindAnywhereAsync(name, ct) is { } record && kind.IsInSight(record) ? record : null;

    /// <summary>A record for a rule to look at, wherever it lies.</summary>
    public async Task<T?> FindAnywhereAsync(string name, CancellationToken ct)
    {
        AuditTrail.Saw(store, name);
        return await store.FindAsync(kind.Collection, name, ct) is { } document ? RecordDocument.Read(kind, document) : null;
    }

    public async Task<T> GetAsync(string name, CancellationToken ct) => await FindAsync(name, ct) ?? throw Refusals.NotFound(name);

    /// <summary>
    /// Those of some records that lie in the caller's sight, without what they say about persons: for a rule that tells whether others are shown.
    /// </summary>
    public async Task<IReadOnlyList<T>> InSightAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        [.. (await store.FindEachAsync(kind.Collection, names, ct)).Select(Read).Where(kind.IsInSight)];

    /// <summary>The versions of a record after one, oldest first, each as it was stored, for a rule to look at, wherever it lies.</summary>
    public async Task<IReadOnlyList<(long Version, T Record)>> HistoryAnywhereAsync(string name, long after, int max, CancellationToken ct)
    {
        AuditTrail.Saw(store, name);
        return
        [
            .. from version in await store.HistoryAsync(kind.Collection, name, after, max, ct)
               select (version.Version, RecordDocument.Read(kind, name, version)),
        ];
    }

    /// <summary>Whole records, for rules that look at several at once. What goes to a caller comes from <see cref="ListAsync"/>.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync(IReadOnlyList<KeyFilter> filters, ListOrder order, int max, CancellationToken ct)
    {
        var page = await store.QueryAsync(new(kind.Collection, filters, order.Field, order.Descending, max, null), ct);
        foreach (var document in page.Documents)
            AuditTrail.Saw(store, document.Name);
        return [.. page.Documents.Select(document => RecordDocument.Read(kind, document))];
    }

    /// <summary>Whole records as in <see cref="QueryAsync"/>, however many there are, read page by page.</summary>
    public async IAsyncEnumerable<T> EachAsync(
        IReadOnlyList<KeyFilter> filters, ListOrder order, int pageSize, [EnumeratorCancellation] CancellationToken ct)
    {
        PageStart? after = null;
        do
        {
            var page = await store.QueryAsync(new(kind.Collection, filters, order.Field, order.Descending, pageSize, after), ct);
            foreach (var document in page.Documents)
            {
                AuditTrail.Saw(store, document.Name);
                yield return RecordDocument.Read(kind, document);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>One page of the records in the caller's sight, without what they say about persons, and the token of the next page.</summary>
    /// <param name="request">The list request, which the token is bound to.</param>
    /// <param name="shown">
    /// Tells, for some records that lie in the caller's sight, of which of them the caller may know; null when they may of all. Where much is
    /// hidden, a page may be short or empty, and have a next one.
    /// </param>
    public Task<(IReadOnlyList<T> Records, string NextPageToken)> ListAsync(
        IMessage request,
        string pageToken,
        int pageSize,
        ListOrder order,
        IReadOnlyList<KeyFilter> filters,
        CancellationToken ct,
        Func<IReadOnlyList<T>, Task<Func<T, bool>>>? shown = null) => PageAsync(
        request,
        pageToken,
        pageSize,
        order,
        Caller.Current is { } caller && kind.SightOf(caller.Actor) is { } sight ? [.. filters, sight] : filters,
        shown,
        ct);

    /// <summary>The same wherever they lie, for what is told in sums only.</summary>
    public Task<(IReadOnlyList<T> Records, string NextPageToken)> ListAnywhereAsync(
        IMessage request, string pageToken, int pageSize, ListOrder order, IReadOnlyList<KeyFilter> filters, CancellationToken ct) =>
        PageAsync(request, pageToken, pageSize, order, filters, shown: null, ct);

    private async Task<(IReadOnlyList<T> Records, string NextPageToken)> PageAsync(
        IMessage request,
        string pageToken,
        int pageSize,
        ListOrder order,
        IReadOnlyList<KeyFilter> filters,
        Func<IReadOnlyList<T>, Task<Func<T, bool>>>? shown,
        CancellationToken ct)
    {
        var after = tokens.Decode(request, pageToken);
        var size = pageSize == 0 ? ListOrder.DefaultPageSize : pageSize;
        var query = new DocumentQuery(kind.Collection, filters, order.Field, order.Descending, size, after) { IsWithoutPersons = true };
        var (found, next) = shown is null ? await WholePageAsync(query, ct) : await ShownPage.ReadAsync(store, query, Read, shown, ShownPage.MostRead, ct);
        foreach (var (record, _) in found)
            PersonalFields.Clear(record);
        var records = AnswerBytes.Fitting(found.Select(each => each.Record));
        return (records, tokens.Encode(request, records.Count < found.Count ? found[records.Count - 1].Place : next));
    }

    private async Task<(IReadOnlyList<(T Record, PageStart Place)> Found, PageStart? Next)> WholePageAsync(DocumentQuery query, CancellationToken ct)
    {
        var page = await store.QueryAsync(query, ct);
        return ([.. page.Documents.Zip(page.Orders, (document, order) => (Read(document), new PageStart(order, document.Name)))], page.Next);
    }

    private T Read(StoredDocument document) => RecordDocument.Read(kind, document);
}
