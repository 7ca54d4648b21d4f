using Border.Statistics.Indicators;
using Border.Statistics.Periods;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>Everything that is read for one area: the sums and reported cells of the period and of each base.</summary>
internal sealed record FigureData(
    string Area,
    CountedSums Sums,
    ILookup<string, ReportedCell> Cells,
    IReadOnlyList<CountedSums> BaseSums,
    IReadOnlyList<ILookup<string, ReportedCell>> BaseCells)
{
    public static async Task<FigureData> ReadAsync(
        ILedger ledger, FigureQuery query, FigureDays days, string area, CancellationToken ct)
    {
        var counted = Codes(query, isCounted: true);
        var reported = Codes(query, isCounted: false);
        var sums = await CountedSums.ReadAsync(ledger, query, counted, area, days.Like.Counted, ct);
        var cells = await CellsAsync(ledger, query, reported, area, query.Period.Range, ct);
        List<CountedSums> baseSums = [];
        List<ILookup<string, ReportedCell>> baseCells = [];
        foreach (var basis in days.Bases)
        {
            baseSums.Add(await CountedSums.ReadAsync(ledger, query, counted, area, basis.Period.Range, ct));
            baseCells.Add(await CellsAsync(ledger, query, reported, area, basis.Period.Range, ct));
        }

        return new(area, sums, cells, baseSums, baseCells);
    }

    private static string[] Codes(FigureQuery query, bool isCounted) =>
        [.. query.Indicators.Where(indicator => indicator.IsCounted == isCounted).Select(indicator => indicator.Code).Distinct()];

    private static async Task<ILookup<string, ReportedCell>> CellsAsync(
        ILedger ledger, FigureQuery query, string[] series, string area, DayRange days, CancellationToken ct)
    {
        var cells = series.Length == 0
            ? []
            : await ledger.ReportedAsync(new(series, days.Start, days.End, area, IncludeBelow: true, query.AsOf), ct);
        return cells.ToLookup(cell => cell.Series, StringComparer.Ordinal);
    }
}
