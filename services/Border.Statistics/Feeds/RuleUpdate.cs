using Border.Statistics.Indicators;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Feeds;

/// <summary>
/// Counts the records of a feed again when a rule of it is another than the one that they were counted by, or an indicator is new. What each
/// gives now is known from this day on, and what was known before stays so.
/// </summary>
internal sealed class RuleUpdate(
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger,
    IEnumerable<IFeedSource> sources,
    CountedIndicators counted,
    EventCounter counter,
    FeedBoard board,
    LocalDays days,
    IOptions<StatisticsOptions> options,
    TimeProvider clock,
    ILogger<RuleUpdate> logger)
{
    private readonly Dictionary<string, IFeedSource> _sources = sources.ToDictionary(source => source.Feed, StringComparer.Ordinal);

    /// <summary>Before the feed is followed on: what is folded then is counted by the present rules. Broken off, it is done again.</summary>
    /// <exception cref="FeedRolledBackException">The feed is not the one that is in the figures; nothing of it was counted.</exception>
    public async Task RunAsync(string feed, CancellationToken ct)
    {
        var kept = await ledger.RulesAsync(ct);
        var changed = counted.All.Where(indicator => indicator.Feed == feed && kept.GetValueOrDefault(indicator.Code)?.Version != indicator.Rule!.Number).ToList();
        if (changed.Count == 0)
            return;
        var since = DateOnly.MinValue;
        var cursor = await ledger.CursorAsync(feed, ct);
        board.Folded(feed, cursor);
        if (cursor.Position > 0)
        {
            since = days.Of(clock.GetUtcNow());
            var records = await CountAgainAsync(_sources[feed], cursor, since, ct);
            logger.LogInformation("Counted {Records} records of {Feed} again, by other rules of {Indicators}.", records, feed, string.Join(", ", changed.Select(indicator => indicator.Code)));
        }

        foreach (var indicator in changed)
            await ledger.KeepRuleAsync(indicator.Code, new(indicator.Rule!.Number, since), ct);
    }

    private async Task<long> CountAgainAsync(IFeedSource source, LedgerCursor cursor, DateOnly today, CancellationToken ct)
    {
        var records = 0L;
        await using var picture = await FeedPicture.OpenAsync(source, ct);
        // What a restored service has under the same versions is no other counting of what was counted.
        if (picture.Position < cursor.Position || !EventMark.IsOf(await source.EventAtAsync(cursor.Position, ct), cursor))
            throw new FeedRolledBackException(source.Feed, cursor);
        await foreach (var entries in picture.EntriesAsync(counter, ct).Chunk(options.Value.FoldEvents))
            records += await FoldAsync(source.Feed, [.. entries.Select(entry => entry with { KnownOn = today, Again = true })], ct);
        return records;
    }

    private async Task<int> FoldAsync(string feed, List<LedgerEntry> entries, CancellationToken ct)
    {
        bool isFolded;
        do
        {
            // Another process may go on folding the feed.
            var cursor = await ledger.CursorAsync(feed, ct);
            isFolded = await ledger.FoldAsync(feed, cursor, cursor, entries, ct);
        }
        while (!isFolded);
        return entries.Count;
    }
}
