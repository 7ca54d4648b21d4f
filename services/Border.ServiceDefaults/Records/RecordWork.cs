using System.Diagnostics;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// Carries out the requests that change the records of a service, any number of them in one commit: a retry gets the first
/// answer, an edit of something older is refused, and every version is kept and fed.
/// </summary>
public sealed class RecordWork(IDocumentStore store, TimeProvider clock, SearchTokens tokens, RequestDigests digests)
{
    // Each loss of a race is somebody else's success.
    private const int MaxRaces = 100;

    private readonly NumberSeries _numbers = new(store);

    /// <param name="kind">The kind of the record that answers.</param>
    /// <param name="work">Reads and saves what the request is about, or throws what forbids it, and returns the record that answers, which
    /// it has saved. Done again when one of the records changed meanwhile.</param>
    public async Task<Written<T>> RunAsync<T>(WriteCall call, RecordKind<T> kind, Func<RecordSession, Task<T>> work, CancellationToken ct)
        where T : class, IMessage<T>, new()
    {
        for (var race = 0; ; race++)
        {
            using var session = new RecordSession(store, tokens, _numbers, Micros.ToTime(Micros.From(clock.GetUtcNow())), ct);
            T record;
            try
            {
                // Here and not before, so that one of before etags were demanded is still answered again.
                Amendment.RequireSeen(call.Message);
                record = await work(session);
                if (session.IsAnyPutOutside)
                    throw Refusals.OutsideAreas(AskedArea.In(call.Message.Descriptor)?.Path ?? "");
            }
            catch (RefusalException)
            {
                // The same request may have been carried out before, and that is why it cannot be again.
                if (await FindAnswerAsync(call, kind, ct) is { } answer)
                    return answer;
                throw;
            }

            var name = kind.NameOf(record);
            var commit = store.CommitAsync(await store.ReadiedAsync(Unit(call, session, kind.Collection, name), ct), ct);
            session.Queued();
            switch (await commit)
            {
                case CommitOutcome.Committed committed:
                    session.Committed();
                    AuditTrail.Entered();
                    Stamp(kind, record, committed.Receipt.Version, session.CreateTimeOf(kind.Collection, name), session.Time);
                    return Answer(record, committed.Receipt, replayed: false);
                case CommitOutcome.Replayed replayed:
                    return await ReplayAsync(kind, replayed.Receipt, ct);
                case CommitOutcome.RequestIdReused:
                    // Unless its receipt holds the other kind of digest, of before this one was kept here.
                    return await FindAnswerAsync(call, kind, ct) ?? throw Refusals.RequestIdReused(call.RequestId);
                case CommitOutcome.Conflict conflict when session.IsBlind(conflict.Collection, conflict.Name):
                    throw Refusals.RecordExists(conflict.Name);
                case CommitOutcome.Conflict conflict when race == MaxRaces:
                    throw Refusals.StaleEtag(conflict.Name, RecordDocument.EtagOf(conflict.ActualVersion));
            }
        }
    }

    private CommitUnit Unit(WriteCall call, RecordSession session, string collection, string name) => new()
    {
        RequestId = call.RequestId,
        ContentHash = digests.Of(call.Message),
        Collection = collection,
        Record = name,
        Writes = session.Writes,
        Events = session.Events,
        Actor = Caller.Current is { Actor.Author: not null } bringing ? bringing.Actor.Id : call.Actor,
        Author = call.Actor,
        Audit = AuditTrail.NoteOf(call.Message, session.Saved),
        Time = session.Time,
        TraceParent = Activity.Current?.Id ?? "",
    };

    private async Task<Written<T>?> FindAnswerAsync<T>(WriteCall call, RecordKind<T> kind, CancellationToken ct)
        where T : class, IMessage<T>, new()
    {
        if (await store.FindReceiptAsync(call.RequestId, ct) is not { } receipt)
            return null;
        return digests.IsOf(receipt.ContentHash, call.Message)
            ? await ReplayAsync(kind, receipt, ct)
            : throw Refusals.RequestIdReused(call.RequestId);
    }

    private async Task<Written<T>> ReplayAsync<T>(RecordKind<T> kind, Receipt receipt, CancellationToken ct)
        where T : class, IMessage<T>, new()
    {
        AuditTrail.Repeated(store, receipt.Record);
        var document = await store.FindVersionAsync(receipt.Collection, receipt.Record, receipt.Version, ct)
            ?? throw new InvalidOperationException($"The receipt of {receipt.Record} has no document.");
        return Answer(RecordDocument.Read(kind, document), receipt, replayed: true);
    }

    private static void Stamp<T>(RecordKind<T> kind, T record, long version, DateTimeOffset created, DateTimeOffset updated)
        where T : class, IMessage<T>, new() =>
        kind.Stamp(record, new(RecordDocument.EtagOf(version), Timestamp.FromDateTimeOffset(created), Timestamp.FromDateTimeOffset(updated)));

    private static Written<T> Answer<T>(T record, Receipt receipt, bool replayed) =>
        new(record, receipt.Record, RecordDocument.EtagOf(receipt.Version), receipt.FeedPosition, replayed);
}
