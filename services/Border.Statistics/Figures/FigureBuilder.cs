using Border.Statistics.Indicators;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>Gives figures from the ledger: sums of what was counted, and what was reported.</summary>
internal sealed class FigureBuilder(ILedger ledger, AreaTree areas, IReadOnlyList<IndicatorDefinition> counted)
{
    /// <returns>By indicator and area as asked for, then by the breakdown.</returns>
    public async Task<IReadOnlyList<FigureRow>> BuildAsync(FigureQuery query, CancellationToken ct)
    {
        var days = new FigureDays(query);
        List<FigureData> data = [];
        foreach (var area in query.Areas)
            data.Add(await FigureData.ReadAsync(ledger, query, days, area, ct));
        var rows = new FigureRows(query, days, areas, await FirstDaysAsync(ct));
        return [.. from indicator in query.Indicators from area in data from row in rows.Of(indicator, area) select row];
    }

    /// <summary>
    /// The first day held of each feed. A feed's records are kept from one day on, whichever indicator they count for first.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, DateOnly>> FirstDaysAsync(CancellationToken ct)
    {
        var days = await ledger.FirstDaysAsync(ct);
        return (
            from indicator in counted
            where days.ContainsKey(indicator.Code)
            group days[indicator.Code] by indicator.Feed)
            .ToDictionary(feed => feed.Key, feed => feed.Min(), StringComparer.Ordinal);
    }
}
