using Border.Statistics.Feeds;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Figures;

/// <summary>Reads figures from the ledger, and keeps what changes only when something is folded.</summary>
internal sealed class FigureReader(
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger, CountedIndicators counted, FeedBoard feeds, IOptions<StatisticsOptions> options)
{
    private Known? _firstDays;

    public async Task<IReadOnlyList<FigureRow>> ReadAsync(FigureQuery query, ReferenceData reference, CancellationToken ct) =>
        await new FigureBuilder(ledger, reference.Areas.AsOf(query.AsOf), await FirstDaysAsync(query.AsOf, ct)).BuildAsync(query, ct);

    /// <summary>
    /// The first day held of each feed. A feed's records are kept from one day on, whichever indicator they count for first,
    /// and from no day before the one that the agency names.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, DateOnly>> FirstDaysAsync(DateOnly? asOf, CancellationToken ct)
    {
        if (asOf is not null)
            return ByFeed(await ledger.FirstDaysAsync(asOf, ct), counted.All, options.Value.RecordsSince);
        var generation = feeds.Generation;
        if (_firstDays is { } known && known.Generation == generation)
            return known.Days;
        var days = ByFeed(await ledger.FirstDaysAsync(null, ct), counted.All, options.Value.RecordsSince);
        _firstDays = new(generation, days);
        return days;
    }

    internal static IReadOnlyDictionary<string, DateOnly> ByFeed(
        IReadOnlyDictionary<string, DateOnly> days, IReadOnlyList<IndicatorDefinition> counted, DateOnly? since) => (
        from indicator in counted
        where days.ContainsKey(indicator.Code)
        group days[indicator.Code] by indicator.Feed).ToDictionary(
            feed => feed.Key, feed => since is { } day && day > feed.Min() ? day : feed.Min(), StringComparer.Ordinal);

    private sealed record Known(long Generation, IReadOnlyDictionary<string, DateOnly> Days);
}
