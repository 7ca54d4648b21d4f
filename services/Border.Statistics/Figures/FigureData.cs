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
        string[] reported = [.. query.Indicators.Where(indicator => !indicator.IsCounted).Select(indicator => indicator.Code).Distinct()];
        var slices = days.Slices(area, query.Category).ToList();
        var sums = await CountedSums.ReadAsync(ledger, query, area, days.Like.Counted, [.. slices.Select(slice => slice.Days)], ct);
        var cells = await CellsAsync(ledger, query, reported, area, query.Period.Range, ct);
        List<CountedSums> baseSums = [];
        List<ILookup<string, ReportedCell>> baseCells = [];
        foreach (var (index, basis) in days.Bases.Index())
        {
            var parts = slices.Select(slice => slice.Bases[index]).OfType<DayRange>().ToList();
            baseSums.Add(await CountedSums.ReadAsync(ledger, query, area, basis.Period.Range, parts, ct));
            baseCells.Add(await CellsAsync(ledger, query, reported, area, basis.Period.Range, ct));
        }

        return new(area, sums, cells, baseSums, baseCells);
    }

    private static async Task<ILookup<string, ReportedCell>> CellsAsync(
        ILedger ledger, FigureQuery query, string[] series, string area, DayRange days, CancellationToken ct)
    {
        var cells = series.Length == 0
            ? []
            : await ledger.ReportedAsync(new(series, days.Start, days.End, area, IncludeBelow: true, query.AsOf), ct);
        return cells.ToLookup(cell => cell.Series, StringComparer.Ordinal);
    }
}
