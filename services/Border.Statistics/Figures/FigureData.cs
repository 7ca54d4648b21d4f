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
        // Side by side: each of them waits for the ledger several times.
        var own = RangeAsync(days.Like.Counted, query.Period.Range, [.. slices.Select(slice => slice.Days)]);
        var bases = await Task.WhenAll(days.Bases.Select((basis, index) =>
            RangeAsync(basis.Period.Range, days.WholeBases[index].Period.Range, [.. slices.Select(slice => slice.Bases[index]).OfType<DayRange>()])));
        var (sums, cells) = await own;
        return new(area, sums, cells, [.. bases.Select(range => range.Sums)], [.. bases.Select(range => range.Cells)]);

        async Task<(CountedSums Sums, ILookup<string, ReportedCell> Cells)> RangeAsync(DayRange counted, DayRange whole, IReadOnlyList<DayRange> parts) =>
            (await CountedSums.ReadAsync(ledger, query, area, counted, parts, ct), await CellsAsync(ledger, query, reported, area, whole, ct));
    }

    private static async Task<ILookup<string, ReportedCell>> CellsAsync(
        ILedger ledger, FigureQuery query, string[] series, string area, DayRange days, CancellationToken ct)
    {
        var cells = series.Length == 0
            ? []
            : await ledger.ReportedAsync(new(series, days.Start, days.End, area, !query.Remainder, query.AsOf), ct);
        return cells.ToLookup(cell => cell.Series, StringComparer.Ordinal);
    }
}
