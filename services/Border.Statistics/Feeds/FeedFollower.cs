using System.Threading.Channels;
using Border.Feed.V1;
using Border.Storage.Ledgers;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Feeds;

/// <summary>
/// Follows one feed from where the ledger stands, and folds it. Several processes may follow the same feed into the same
/// ledger: the cursor lets one of them fold each event, and the others go on behind it.
/// </summary>
internal sealed class FeedFollower(
    IFeedSource source,
    ILedger ledger,
    EventCounter counter,
    FeedBoard board,
    FoldGates gates,
    IOptions<StatisticsOptions> options,
    TimeProvider clock)
{
    private const int MaxTraces = 20;

    public string Feed => source.Feed;

    /// <summary>Runs until the feed breaks off; that is always an exception.</summary>
    public async Task FollowAsync(Action onHeard, CancellationToken ct)
    {
        var cursor = await CursorAsync(ct);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Counting and folding go on at the same time; when folding falls behind, the feed is read no faster.
        var counted = Channel.CreateBounded<CountedEvent>(options.Value.FoldEvents);
        var reading = ReadAsync(cursor, counted.Writer, onHeard, ended.Token);
        try
        {
            await FoldAllAsync(cursor, counted.Reader, ct);
        }
        finally
        {
            await ended.CancelAsync();
            await reading;
        }
    }

    private async Task ReadAsync(long cursor, ChannelWriter<CountedEvent> counted, Action onHeard, CancellationToken ct)
    {
        try
        {
            await foreach (var response in source.SubscribeAsync(cursor, ct))
            {
                onHeard();
                board.Heard(Feed, response.HeadPosition);
                foreach (var happened in response.Events)
                {
                    if (happened.Position != ++cursor)
                        throw new InvalidDataException($"The feed {Feed} has {happened.Position} where {cursor} must be.");
                    await counted.WriteAsync(await CountAsync(happened, ct), ct);
                }
            }

            counted.Complete();
        }
        catch (Exception error)
        {
            counted.Complete(error);
        }
    }

    private async Task<CountedEvent> CountAsync(Event happened, CancellationToken ct) => new(
        happened.Position,
        await counter.CountAsync(Feed, happened, ct),
        happened.CommitTime.ToDateTimeOffset(),
        happened.TraceParent);

    private async Task FoldAllAsync(long cursor, ChannelReader<CountedEvent> events, CancellationToken ct)
    {
        var batch = new FoldBatch(events, options.Value, clock);
        while (true)
        {
            var next = await batch.NextAsync(position => board.HeadPosition(Feed) > position, ct);
            if (next[0].Position <= cursor)
            {
                // Another process was faster.
                batch.Done(cursor, TimeSpan.Zero);
                continue;
            }

            await gates.WaitAsync(Feed, next[0].Position, ct);
            var limit = gates.LimitOf(Feed);
            var allowed = next.TakeWhile(counted => counted.Position <= limit).ToList();
            if (allowed.Count == 0)
                continue;
            var started = clock.GetTimestamp();
            cursor = await FoldAsync(cursor, allowed, ct) ? allowed[^1].Position : await CursorAsync(ct);
            batch.Done(cursor, clock.GetElapsedTime(started));
            board.Folded(Feed, cursor);
        }
    }

    private async Task<bool> FoldAsync(long cursor, List<CountedEvent> events, CancellationToken ct)
    {
        using var trace = FoldTrace.Start(Feed, events.Select(counted => counted.TraceParent), MaxTraces);
        var started = clock.GetTimestamp();
        var entries = events.Select(counted => counted.Entry).OfType<LedgerEntry>().ToList();
        if (!await ledger.FoldAsync(Feed, cursor, events[^1].Position, entries, ct))
            return false;
        var feed = new KeyValuePair<string, object?>("feed", Feed);
        Telemetry.FoldedEvents.Add(events.Count, feed);
        Telemetry.FoldDuration.Record(clock.GetElapsedTime(started).TotalSeconds, feed);
        Telemetry.Freshness.Record((clock.GetUtcNow() - events[0].CommitTime).TotalSeconds, feed);
        return true;
    }

    private async Task<long> CursorAsync(CancellationToken ct)
    {
        var cursor = (await ledger.CursorsAsync(ct)).GetValueOrDefault(Feed);
        board.Folded(Feed, cursor);
        return cursor;
    }
}
