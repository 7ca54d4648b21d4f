using System.Globalization;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Watching;

/// <summary>Tells one watcher after another what happens to the patrols that are out.</summary>
internal sealed class PatrolWatcher(RecordStore<Patrol> records, [FromKeyedServices("patrols")] IDocumentStore store, TimeProvider clock)
{
    private const int PageSize = 1000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    public async Task<ListOverduePatrolsResponse> ListOverdueAsync(ListOverduePatrolsRequest request, CancellationToken ct)
    {
        var now = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
        var filters = new RecordFilters().Area("area", request.Area).Time(PatrolRegister.DueField, null, now);
        var (patrols, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, new(PatrolRegister.DueField, Descending: false), filters.All, ct);
        return new ListOverduePatrolsResponse { Patrols = { patrols }, NextPageToken = next, AsOf = now };
    }

    /// <param name="tell">Takes what the watcher is told.</param>
    public async Task RunAsync(WatchPatrolsRequest request, Func<WatchPatrolsResponse, Task> tell, CancellationToken ct)
    {
        var watch = new PatrolWatch(request.Area, request.OverdueOnly);

        // Before what is out: a change in between is then read again, and known by its version.
        var position = await store.HeadAsync(ct);
        await TellPresentAsync(request, watch, position, tell, ct);
        await tell(Of(WatchEvent.Heartbeat, null, false, position));
        // Not by the time of day, which may be set back.
        var lastTold = clock.GetTimestamp();
        while (true)
        {
            var events = await store.ReadAsync(position, PageSize, ct);
            foreach (var response in News(watch, events))
            {
                await tell(response);
                lastTold = clock.GetTimestamp();
            }

            position = events.Count > 0 ? events[^1].Position : position;
            foreach (var overdue in watch.TakeOverdue(clock.GetUtcNow()))
            {
                await tell(Of(WatchEvent.Overdue, overdue, true, position));
                lastTold = clock.GetTimestamp();
            }

            if (clock.GetElapsedTime(lastTold) >= Heartbeat)
            {
                await tell(Of(WatchEvent.Heartbeat, null, false, position));
                lastTold = clock.GetTimestamp();
            }

            if (events.Count == 0)
                await store.WaitAsync(position, WaitTime(watch, lastTold), ct);
        }
    }

    private async Task TellPresentAsync(
        WatchPatrolsRequest request, PatrolWatch watch, long position, Func<WatchPatrolsResponse, Task> tell, CancellationToken ct)
    {
        var filters = new RecordFilters().Area("area", request.Area).All;
        var token = "";
        do
        {
            (var patrols, token) = await records.ListAsync(request, token, PageSize, new(PatrolRegister.OutField, Descending: false), filters, ct);
            foreach (var record in patrols)
            {
                if (watch.Take(record, clock.GetUtcNow()) is { } isOverdue)
                    await tell(Of(WatchEvent.Present, record, isOverdue, position));
            }
        }
        while (token.Length > 0);
    }

    private IEnumerable<WatchPatrolsResponse> News(PatrolWatch watch, IReadOnlyList<FeedEvent> events)
    {
        foreach (var happened in events)
        {
            if (!happened.Record.StartsWith(PatrolRegister.Collection + "/", StringComparison.Ordinal))
                continue;
            var record = Any.Parser.ParseFrom(happened.State).Unpack<Patrol>();
            record.Etag = happened.Version.ToString(CultureInfo.InvariantCulture);
            record.UpdateTime = Timestamp.FromDateTimeOffset(happened.CommitTime);
            var isInSight = PatrolRegister.Kind.IsInSight(record);
            if (watch.Take(record, clock.GetUtcNow(), isInSight) is { } isOverdue)
                yield return Of(WatchEvent.Changed, isInSight ? record : OutOfSight(record), isInSight && isOverdue, happened.Position);
        }
    }

    // All that a watcher is told of a patrol that it may no longer see: enough to take it off.
    private static Patrol OutOfSight(Patrol record) => new() { Name = record.Name, State = record.State, Etag = record.Etag };

    private TimeSpan WaitTime(PatrolWatch watch, long lastTold)
    {
        var wait = Heartbeat - clock.GetElapsedTime(lastTold);
        if (watch.NextDue - clock.GetUtcNow() is { } untilDue && untilDue < wait)
            wait = untilDue;
        return wait < ShortestWait ? ShortestWait : wait;
    }

    private WatchPatrolsResponse Of(WatchEvent what, Patrol? record, bool isOverdue, long position) => new()
    {
        Event = what,
        Patrol = record,
        IsOverdue = isOverdue,
        ServerTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
        FeedPosition = position,
    };
}
