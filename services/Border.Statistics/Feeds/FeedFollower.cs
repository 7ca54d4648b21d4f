using System.Threading.Channels;
using Border.Feed.V1;
using Border.Storage.Ledgers;
using Grpc.Core;
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
    /// <param name="onGoing">Called whenever something was folded, or all is.</param>
    /// <exception cref="FeedRolledBackException">The feed is not the one that is in the figures; nothing of it was folded.</exception>
    public async Task FollowAsync(Action onGoing, CancellationToken ct)
    {
        var cursor = await CursorAsync(ct);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Counting and folding go on at the same time; when folding falls behind, the feed is read no faster.
        var counted = Channel.CreateBounded<CountedEvent>(options.Value.FoldEvents);
        var reading = ReadAsync(cursor, counted.Writer, onGoing, ended.Token);
        try
        {
            await FoldAllAsync(cursor, counted.Reader, onGoing, ct);
        }
        finally
        {
            await ended.CancelAsync();
            await reading;
        }
    }

    private async Task ReadAsync(LedgerCursor cursor, ChannelWriter<CountedEvent> counted, Action onGoing, CancellationToken ct)
    {
        var last = cursor;
        try
        {
            // From the event that was folded last, which must be there still.
            var position = Math.Max(cursor.Position - 1, 0);
            await foreach (var response in source.SubscribeAsync(position, ct))
            {
                RequireTheSame(last, response);
                board.Heard(Feed, response.HeadPosition);
                ReadClock(response);
                if (response.Events.Count == 0 && board.FoldedPosition(Feed) >= response.HeadPosition)
                    onGoing();
                foreach (var happened in response.Events)
                {
                    if (happened.Position != ++position)
                        throw new InvalidDataException($"The feed {Feed} has {happened.Position} where {position} must be.");
                    if (position <= cursor.Position)
                        continue;
                    var next = await CountAsync(happened, ct);
                    last = next.At;
                    await counted.WriteAsync(next, ct);
                }
            }

            counted.Complete();
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.OutOfRange)
        {
            counted.Complete(new FeedRolledBackException(Feed, last));
        }
        catch (Exception error)
        {
            counted.Complete(error);
        }
    }

    // Events may be of long ago, and tell of a clock that is ahead only. Its own feed tells no time without them.
    private void ReadClock(SubscribeResponse response)
    {
        var told = response.Events.Count > 0 ? response.Events[^1].CommitTime : response.ServerTime;
        var ahead = told is null ? TimeSpan.Zero : told.ToDateTimeOffset() - clock.GetUtcNow();
        if (response.Events.Count == 0 || ahead > TimeSpan.Zero)
            board.ClockRead(Feed, ahead);
    }

    private void RequireTheSame(LedgerCursor last, SubscribeResponse response)
    {
        var isAnother = response.Events.FirstOrDefault() is { } first && !EventMark.IsOf(first, last);
        if (isAnother || response.HeadPosition < last.Position)
            throw new FeedRolledBackException(Feed, last);
    }

    private async Task<CountedEvent> CountAsync(Event happened, CancellationToken ct) => new(
        EventMark.CursorAt(happened),
        await counter.CountAsync(Feed, happened, ct),
        happened.CommitTime.ToDateTimeOffset(),
        happened.TraceParent);

    private async Task FoldAllAsync(LedgerCursor cursor, ChannelReader<CountedEvent> events, Action onGoing, CancellationToken ct)
    {
        var batch = new FoldBatch(events, options.Value, clock);
        while (true)
        {
            var next = await batch.NextAsync(position => board.HeadPosition(Feed) > position, ct);
            if (next[0].Position <= cursor.Position)
            {
                // Another process was faster.
                batch.Done(cursor.Position, TimeSpan.Zero);
                continue;
            }

            if (next[0].Position > cursor.Position + 1)
                throw new RpcException(new Status(StatusCode.Unavailable, $"The feed {Feed} was rebuilt, and is followed anew."));

            await gates.WaitAsync(Feed, next[0].Position, ct);
            var limit = gates.LimitOf(Feed);
            var allowed = next.TakeWhile(counted => counted.Position <= limit).ToList();
            if (allowed.Count == 0)
                continue;
            var started = clock.GetTimestamp();
            cursor = await FoldAsync(cursor, allowed, ct) ? allowed[^1].At : await CursorAsync(ct);
            batch.Done(cursor.Position, clock.GetElapsedTime(started));
            board.Folded(Feed, cursor);
            onGoing();
        }
    }

    private async Task<bool> FoldAsync(LedgerCursor cursor, List<CountedEvent> events, CancellationToken ct)
    {
        using var trace = FoldTrace.Start(Feed, events.Select(counted => counted.TraceParent), MaxTraces);
        var started = clock.GetTimestamp();
        var entries = events.Select(counted => counted.Entry).OfType<LedgerEntry>().ToList();
        if (!await ledger.FoldAsync(Feed, cursor, events[^1].At, entries, ct))
            return false;
        var feed = new KeyValuePair<string, object?>("feed", Feed);
        Telemetry.FoldedEvents.Add(events.Count, feed);
        Telemetry.FoldDuration.Record(clock.GetElapsedTime(started).TotalSeconds, feed);
        Telemetry.Freshness.Record((clock.GetUtcNow() - events[0].CommitTime).TotalSeconds, feed);
        return true;
    }

    private async Task<LedgerCursor> CursorAsync(CancellationToken ct)
    {
        var cursor = await ledger.CursorAsync(Feed, ct);
        board.Folded(Feed, cursor);
        return cursor;
    }
}
