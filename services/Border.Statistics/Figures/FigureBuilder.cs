using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>Gives figures from the ledger: sums of what was counted, and what was reported.</summary>
/// <param name="firstDays">The first day held of each feed; feeds without records are missing.</param>
internal sealed class FigureBuilder(ILedger ledger, AreaTree areas, IReadOnlyDictionary<string, DateOnly> firstDays)
{
    /// <returns>By indicator and area as asked for, then by the breakdown.</returns>
    public async Task<IReadOnlyList<FigureRow>> BuildAsync(FigureQuery query, CancellationToken ct)
    {
        var days = new FigureDays(query);
        List<FigureData> data = [];
        foreach (var area in query.Areas)
            data.Add(await FigureData.ReadAsync(ledger, query, days, area, ct));
        var rows = new FigureRows(query, days, areas, firstDays);
        return [.. from indicator in query.Indicators from area in data from row in rows.Of(indicator, area) select row];
    }
}
