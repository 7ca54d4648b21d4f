using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>Makes the rows of one indicator and area from what was read.</summary>
/// <param name="firstDays">By feed; feeds without records are missing.</param>
internal sealed class FigureRows(
    FigureQuery query, FigureDays days, AreaTree areas, IReadOnlyDictionary<string, DateOnly> firstDays)
{
    private readonly ReportedNumbers _reported = new(areas);

    public IEnumerable<FigureRow> Of(IndicatorDefinition indicator, FigureData data) =>
        from area in Areas(indicator, data)
        from category in Categories(indicator, data)
        from slice in days.Slices(area, category)
        select Row(indicator, data, slice);

    private IEnumerable<string> Areas(IndicatorDefinition indicator, FigureData data)
    {
        if (query.Breakdown != Breakdown.Area || query.Remainder)
            return [data.Area];
        IEnumerable<string> found = indicator.IsCounted
            ? data.BaseSums.Append(data.Sums).SelectMany(sums => sums.Parts(indicator.Code))
            : data.BaseCells.Append(data.Cells).SelectMany(cells => cells[indicator.Code])
                .Select(cell => AreaTree.ChildTowards(data.Area, cell.Area)).OfType<string>();
        return areas.ChildrenOf(data.Area).Concat(found).Distinct().Order(StringComparer.Ordinal);
    }

    private IEnumerable<string> Categories(IndicatorDefinition indicator, FigureData data)
    {
        if (query.Breakdown != Breakdown.Category)
            return [query.Category];
        var found = indicator.IsCounted
            ? data.BaseSums.Append(data.Sums).SelectMany(sums => sums.Parts(indicator.Code))
            : data.BaseCells.Append(data.Cells).SelectMany(cells => cells[indicator.Code]).Select(cell => cell.Category)
                .Where(category => category.Length > 0 && (query.Category.Length == 0 || category == query.Category));
        var categories = found.Distinct().Order(StringComparer.Ordinal);
        // What was reported without categories is told without one.
        return indicator.IsCounted ? categories : categories.DefaultIfEmpty(query.Category);
    }

    private FigureRow Row(IndicatorDefinition indicator, FigureData data, FigureSlice slice)
    {
        var (number, isWhole) = indicator.IsCounted ? (null, false) : Reported(indicator, data.Cells, slice);
        List<FigureFlag> flags = [];
        if (days.Like.IsPartial && slice.Days.End == days.Like.Counted.End && !isWhole)
            flags.Add(FigureFlag.Partial);
        if (query.StaleFeeds.Contains(indicator.Feed))
            flags.Add(FigureFlag.Stale);
        flags.AddRange(number?.Flags() ?? []);
        var value = number is null ? Counted(indicator, data.Sums, slice.Days, slice) : number.Value;
        var comparisons = days.Bases.Select((_, index) =>
            Comparing.Compare(value, Base(indicator, data, slice, index, isWhole), query.AcrossRuleBreaks)).ToList();
        return new(indicator, slice.Period, isWhole ? slice.Period.Range : slice.Days, slice.Area, slice.Category, value, flags, comparisons)
        {
            Cells = number?.Cells ?? [],
            IsOfWholePeriod = isWhole,
            // The parts of a breakdown by area are those below, and what is left.
            Remainder = query.Remainder || (query.Breakdown == Breakdown.Area && slice.Area == data.Area),
        };
    }

    private Approximate Counted(IndicatorDefinition indicator, CountedSums sums, DayRange range, FigureSlice slice) =>
        Approximate.Exact(sums.Amount(indicator.Code, range, CountedSums.Part(query.Breakdown, slice.Area, slice.Category)));

    /// <summary>A return may cover the whole of a period that is not over; otherwise only its days so far are looked at.</summary>
    private (ReportedNumber Number, bool IsWhole) Reported(IndicatorDefinition indicator, ILookup<string, ReportedCell> cells, FigureSlice slice)
    {
        var number = Reported(indicator, cells, slice.Period.Range, slice);
        if (slice.Days == slice.Period.Range)
            return (number, false);
        // A stock of a day so far is complete too.
        var isWhole = query.OfWholePeriod?.Contains(indicator.Code) ?? (number.IsComplete && number.Cells.Any(cell => cell.End > slice.Days.End));
        return isWhole ? (number, true) : (Reported(indicator, cells, slice.Days, slice), false);
    }

    private ReportedNumber Reported(
        IndicatorDefinition indicator, ILookup<string, ReportedCell> cells, DayRange range, FigureSlice slice)
    {
        // The cells of an area that is broken down are those of its part.
        List<ReportedCell> within = [.. cells[indicator.Code].Where(cell => cell.Area == slice.Area || AreaTree.IsBelow(slice.Area, cell.Area))];
        return _reported.Of(indicator.Measure, within, range, slice.Area, slice.Category);
    }

    private BaseFigure Base(IndicatorDefinition indicator, FigureData data, FigureSlice slice, int index, bool isWhole)
    {
        var (basis, part) = isWhole ? (days.WholeBases[index], slice.WholeBases[index]) : (days.Bases[index], slice.Bases[index]);
        if (part is not { } range)
            return new(basis.Period, null, [FigureFlag.NoBase]);
        var period = range == basis.Period.Range ? basis.Period : Period.Naming(range);
        if (!indicator.IsCounted)
        {
            var number = Reported(indicator, data.BaseCells[index], range, slice);
            return new(period, number.Value, [.. number.Flags()], basis.AreAlike);
        }

        var hasBreak = indicator.Rule!.ChangesBetween(slice.Days, range);
        if (!firstDays.TryGetValue(indicator.Feed, out var first) || range.End < first)
            return new(period, null, [FigureFlag.NoBase], basis.AreAlike, hasBreak);
        var amount = Counted(indicator, data.BaseSums[index], range, slice);
        // A first record within the base's first month is a quiet start, not a missing one.
        var isCovered = (range.Start.Year, range.Start.Month).CompareTo((first.Year, first.Month)) >= 0;
        return new(period, amount, isCovered ? [] : [FigureFlag.NoBase], basis.AreAlike, hasBreak);
    }
}
