using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.Statistics.Feeds;
using Border.Statistics.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Recounts;

/// <summary>
/// Has the figures count the present records of a service and no others, and go on with its feed from there. It is dated today: what
/// was known on a day before stays what it was. Folding of the feed is held while it lasts.
/// </summary>
internal sealed class FeedRebuild(
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger,
    [FromKeyedServices(FeedNames.Statistics)] IDocumentStore store,
    AuditDesk audits,
    IHostApplicationLifetime lifetime,
    IEnumerable<IFeedSource> sources,
    EventCounter counter,
    FeedBoard board,
    FoldGates gates,
    LocalDays days,
    TimeProvider clock,
    ILogger<FeedRebuild> logger)
{
    // A fold may be under way already, and that of another process is not held.
    private const int MaxTries = 5;

    /// <summary>Entered in the audit log before anything changes. Once begun it is ended, whether or not its caller waits.</summary>
    public async Task<RebuildFeedResponse> RebuildAsync(string feed)
    {
        // Its own feed is restored together with the figures.
        var source = sources.FirstOrDefault(other => other.Feed == feed && feed != FeedNames.Statistics) ?? throw Refusals.NotFound($"feed {feed}");
        var started = clock.GetTimestamp();
        gates.Hold(feed, board.FoldedPosition(feed));
        try
        {
            for (var tries = 0; tries < MaxTries; tries++)
            {
                if (await TryAsync(source, lifetime.ApplicationStopping) is not { } rebuilt)
                    continue;
                rebuilt.ElapsedMs = (long)clock.GetElapsedTime(started).TotalMilliseconds;
                logger.LogWarning(
                    "The feed {Feed} was rebuilt at {Position}: of {Records} records {Changed} count otherwise, and {Gone} are gone.",
                    feed, rebuilt.Position, rebuilt.RecordCount, rebuilt.ChangedCount, rebuilt.GoneCount);
                return rebuilt;
            }
        }
        finally
        {
            gates.Release();
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "Another process keeps folding. Ask again later."));
    }

    private async Task<RebuildFeedResponse?> TryAsync(IFeedSource source, CancellationToken ct)
    {
        var from = await ledger.CursorAsync(source.Feed, ct);
        await using var picture = await FeedPicture.OpenAsync(source, ct);
        // The event at a position tells by what it is known again; a picture does not.
        var to = picture.Position == 0 ? default : EventMark.CursorAt(await source.EventAtAsync(picture.Position, ct));
        await audits.EnterAheadAsync(store, $"feeds/{source.Feed}");
        var rebuilt = await ledger.RebuildAsync(
            source.Feed, from, to, EventCounter.CollectionsOf(source.Feed), days.Of(clock.GetUtcNow()), picture.EntriesAsync(counter, ct), ct);
        if (rebuilt is null)
            return null;
        board.Folded(source.Feed, to);
        board.Heard(source.Feed, to.Position);
        return new() { Position = to.Position, RecordCount = rebuilt.Sources, ChangedCount = rebuilt.Changed, GoneCount = rebuilt.Gone };
    }
}
