using System.Diagnostics;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// Keeps the records of one kind: a retry gets the first answer, an edit of something older is refused, and every version
/// is kept and fed.
/// </summary>
public sealed class RecordStore<T>(IDocumentStore store, RecordKind<T> kind, TimeProvider clock)
    where T : class, IMessage<T>, new()
{
    // Each loss of a race is somebody else's success.
    private const int MaxRaces = 100;

    /// <summary>Stores a new record.</summary>
    /// <param name="record">With its name set. It is kept and returned: nobody else may hold it.</param>
    public async Task<Written<T>> CreateAsync(WriteCall call, T record, string verb, CancellationToken ct)
    {
        var unit = Unit(call, record, 0, verb, "");
        return await store.CommitAsync(unit, ct) switch
        {
            CommitOutcome.Committed committed => Answer(record, committed.Receipt, unit.Time, unit.Time),
            CommitOutcome.Replayed replayed => await ReplayAsync(replayed.Receipt, ct),
            CommitOutcome.Conflict => throw Refusals.RecordExists(unit.Record),
            _ => throw Refusals.RequestIdReused(call.RequestId),
        };
    }

    /// <summary>Stores the next version of a record.</summary>
    /// <param name="etag">The version that the caller saw; empty to change whatever stands.</param>
    /// <param name="change">Changes the record, or throws what forbids it. May be called again when the record changed meanwhile.</param>
    public async Task<Written<T>> ChangeAsync(
        WriteCall call, string name, string etag, string verb, string reason, Action<T> change, CancellationToken ct)
    {
        if (name.Length == 0)
            throw Refusals.InvalidField(call.NameField, "must be set");
        if (await FindAnswerAsync(call, ct) is { } answer)
            return answer;
        try
        {
            return await ChangeAsync(call, name, RecordDocument.VersionOf(etag), verb, reason, change, ct);
        }
        catch (RefusalException)
        {
            // The same request may have been carried out a moment ago, and that is why it cannot be again.
            if (await FindAnswerAsync(call, ct) is { } first)
                return first;
            throw;
        }
    }

    public async Task<T> GetAsync(string name, CancellationToken ct) =>
        await store.FindAsync(kind.Collection, name, ct) is { } document
            ? RecordDocument.Read(kind, document)
            : throw Refusals.NotFound(name);

    /// <summary>One page of records, without what they say about persons, and the token of the next page.</summary>
    /// <param name="request">The list request, which the token is bound to.</param>
    public async Task<(IReadOnlyList<T> Records, string NextPageToken)> ListAsync(
        IMessage request, string pageToken, int pageSize, ListOrder order, IReadOnlyList<KeyFilter> filters, CancellationToken ct)
    {
        var after = PageTokens.Decode(request, pageToken);
        var size = pageSize == 0 ? ListOrder.DefaultPageSize : pageSize;
        var page = await store.QueryAsync(new(kind.Collection, filters, order.Field, order.Descending, size, after), ct);
        var records = page.Documents.Select(document => RecordDocument.Read(kind, document)).ToList();
        foreach (var record in records)
            PersonalFields.Clear(record);
        return (records, PageTokens.Encode(request, page.Next));
    }

    private async Task<Written<T>> ChangeAsync(
        WriteCall call, string name, long? expected, string verb, string reason, Action<T> change, CancellationToken ct)
    {
        for (var race = 0; ; race++)
        {
            var document = await store.FindAsync(kind.Collection, name, ct) ?? throw Refusals.NotFound(name);
            if (expected is { } seen && seen != document.Version)
                throw Refusals.StaleEtag(name, RecordDocument.EtagOf(document.Version));
            var record = RecordDocument.Read(kind, document);
            change(record);
            var unit = Unit(call, record, document.Version, verb, reason);
            switch (await store.CommitAsync(unit, ct))
            {
                case CommitOutcome.Committed committed:
                    return Answer(record, committed.Receipt, document.CreateTime, unit.Time);
                case CommitOutcome.Replayed replayed:
                    return await ReplayAsync(replayed.Receipt, ct);
                case CommitOutcome.RequestIdReused:
                    throw Refusals.RequestIdReused(call.RequestId);
                case CommitOutcome.Conflict conflict when expected is not null || race == MaxRaces:
                    throw Refusals.StaleEtag(name, RecordDocument.EtagOf(conflict.ActualVersion));
            }
        }
    }

    private CommitUnit Unit(WriteCall call, T record, long expectedVersion, string verb, string reason)
    {
        var name = kind.NameOf(record);
        var body = RecordDocument.Write(kind, record);
        return new CommitUnit
        {
            RequestId = call.RequestId,
            ContentHash = RecordDocument.Hash(call.Message),
            Collection = kind.Collection,
            Record = name,
            Writes = [new DocumentWrite(kind.Collection, name, expectedVersion, body, kind.Keys(record), reason)],
            Events = [new EventDraft(name, expectedVersion + 1, verb, RecordDocument.State(record))],
            Actor = call.Actor,
            Action = call.Message.Descriptor.Name,
            Time = Micros.ToTime(Micros.From(clock.GetUtcNow())),
            TraceParent = Activity.Current?.Id ?? "",
        };
    }

    private async Task<Written<T>?> FindAnswerAsync(WriteCall call, CancellationToken ct)
    {
        if (await store.FindReceiptAsync(call.RequestId, ct) is not { } receipt)
            return null;
        return receipt.ContentHash.AsSpan().SequenceEqual(RecordDocument.Hash(call.Message))
            ? await ReplayAsync(receipt, ct)
            : throw Refusals.RequestIdReused(call.RequestId);
    }

    private async Task<Written<T>> ReplayAsync(Receipt receipt, CancellationToken ct)
    {
        var document = await store.FindVersionAsync(receipt.Collection, receipt.Record, receipt.Version, ct)
            ?? throw new InvalidOperationException($"The receipt of {receipt.Record} has no document.");
        return Answer(RecordDocument.Read(kind, document), receipt, replayed: true);
    }

    private Written<T> Answer(T record, Receipt receipt, DateTimeOffset created, DateTimeOffset updated)
    {
        kind.Stamp(record, new ServerFields(
            RecordDocument.EtagOf(receipt.Version), Timestamp.FromDateTimeOffset(created), Timestamp.FromDateTimeOffset(updated)));
        return Answer(record, receipt, replayed: false);
    }

    private static Written<T> Answer(T record, Receipt receipt, bool replayed) =>
        new(record, receipt.Record, RecordDocument.EtagOf(receipt.Version), receipt.FeedPosition, replayed);
}
