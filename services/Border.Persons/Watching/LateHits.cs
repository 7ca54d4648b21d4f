using Border.Persons.Matching;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Watching;

/// <summary>
/// Of a notice and a record that are stored at the same time, neither sees the other before its commit. Both look again after it, so that
/// whichever is the later finds the earlier; and again at each retry, so that none is missed when a process ends in between.
/// </summary>
internal sealed class LateHits(
    WatchBook watch, LookBack lookBack, RecordStore<WatchNotice> notices, [FromKeyedServices(PersonsModule.Service)] RecordWork work)
{
    /// <param name="known">The hits that the record names already.</param>
    public async Task OfRecordAsync(
        string record, MatchSearch search, Timestamp time, IReadOnlyCollection<string> known, string actor, CancellationToken ct)
    {
        foreach (var hit in await watch.FindAsync(record, search, time, ct))
        {
            if (!known.Contains(hit.Name))
                await RecordAsync(hit, actor, ct);
        }
    }

    public async Task OfNoticeAsync(string name, int lookBackDays, string actor, CancellationToken ct)
    {
        // A retry may come after an amendment or the withdrawal, and only what stands may hit.
        if (lookBackDays == 0 || await notices.FindAnywhereAsync(name, ct) is not { State: WatchState.Active } standing)
            return;
        foreach (var hit in await lookBack.FindAsync(standing, lookBackDays, isLimited: false, ct))
            await RecordAsync(hit, actor, ct);
    }

    private async Task RecordAsync(WatchHit hit, string actor, CancellationToken ct)
    {
        if (await watch.IsRecordedAsync(hit.Name, ct))
            return;
        // The same hit is the same request, whichever of the two finds it.
        var id = $"h-{RecordNames.IdOf(hit.Name)}";
        try
        {
            await work.RunAsync(new WriteCall(new RecordWatchHitRequest { Name = hit.Name, RequestId = id }, actor), WatchBook.Kind, SaveAsync, ct);
        }
        catch (RefusalException refusal) when (refusal.Reason == ErrorReason.WrongState)
        {
            // It was recorded meanwhile.
        }

        async Task<WatchHit> SaveAsync(RecordSession session)
        {
            if (await session.FindAsync(WatchBook.Kind, hit.Name) is not null)
                throw Refusals.WrongState(hit.Name, "recorded", "recorded");
            session.Save(WatchBook.Kind, hit.Clone(), "hit");
            return hit;
        }
    }
}
