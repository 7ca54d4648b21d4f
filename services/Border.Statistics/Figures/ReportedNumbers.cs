using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>Makes figures from reported cells: what adds up is added where nothing better was reported.</summary>
internal sealed class ReportedNumbers(AreaTree areas)
{
    /// <param name="cells">Reported cells of one indicator, in the area and below it.</param>
    /// <param name="category">Only this one; empty for all.</param>
    public ReportedNumber Of(Measure measure, IReadOnlyList<ReportedCell> cells, DayRange days, string area, string category)
    {
        var within = cells.Where(cell =>
            days.Contains(CellTiling.Span(cell)) && (category.Length == 0 || cell.Category == category)).ToList();
        if (within.Count == 0)
            return ReportedNumber.None;
        return measure switch
        {
            Measure.Stock => Stock(within, area),
            Measure.Rate or Measure.Distinct => Alone(within, days, area, category),
            _ => Flow(within, days, area),
        };
    }

    /// <summary>A rate or a count of different things stands for its own period, area and category only.</summary>
    private static ReportedNumber Alone(List<ReportedCell> cells, DayRange days, string area, string category)
    {
        var exact = cells.Find(cell => CellTiling.Span(cell) == days && cell.Area == area && cell.Category == category);
        return exact is null ? ReportedNumber.NotAdditive : ReportedNumber.Of([exact], 1);
    }

    /// <summary>The area's own numbers are preferred to those of the areas below, unless these say more.</summary>
    private ReportedNumber Flow(List<ReportedCell> cells, DayRange days, string area)
    {
        var own = OwnFlow(cells.Where(cell => cell.Area == area).ToList(), days);
        if (own.IsComplete)
            return own;
        var below = OfChildren(cells, area, (child, code) => Flow(child, days, code));
        return below.Coverage > own.Coverage ? below : own;
    }

    /// <summary>Numbers for all categories are preferred; where they leave gaps, those of the categories are added up.</summary>
    private static ReportedNumber OwnFlow(List<ReportedCell> cells, DayRange days)
    {
        var totals = CellTiling.Over(days, cells.Where(cell => cell.Category.Length == 0));
        if (totals.IsComplete)
            return ReportedNumber.Of(totals.Cells, 1);
        var whole = CategorySum(cells, days);
        if (whole.IsComplete)
            return whole;
        var gaps = totals.Gaps().Select(gap => (gap.Days, Sum: CategorySum(cells, gap))).ToList();
        var covered = totals.Days + gaps.Sum(gap => gap.Days * gap.Sum.Coverage);
        var all = totals.Cells.Concat(gaps.SelectMany(gap => gap.Sum.Cells)).ToList();
        return ReportedNumber.Of(all, covered / days.Days);
    }

    private static ReportedNumber CategorySum(List<ReportedCell> cells, DayRange days)
    {
        var tilings = cells.Where(cell => cell.Category.Length > 0 && days.Contains(CellTiling.Span(cell)))
            .GroupBy(cell => cell.Category).OrderBy(category => category.Key, StringComparer.Ordinal)
            .Select(category => CellTiling.Over(days, category)).ToList();
        return tilings.Count == 0
            ? ReportedNumber.None
            : ReportedNumber.Of([.. tilings.SelectMany(tiling => tiling.Cells)], (decimal)tilings.Min(tiling => tiling.Days) / days.Days);
    }

    /// <summary>The state on the last day that was reported; added over areas and categories, never over time.</summary>
    private ReportedNumber Stock(List<ReportedCell> cells, string area)
    {
        var own = cells.Where(cell => cell.Area == area).ToList();
        return OfOneDay(own.Count > 0 ? ReportedNumber.Of(State(own), 1) : OfChildren(cells, area, Stock));
    }

    /// <summary>The state of another day than its neighbours' is the best there is, but the sum is not of one day.</summary>
    private static ReportedNumber OfOneDay(ReportedNumber state) =>
        state.Cells.Select(cell => cell.End).Distinct().Count() > 1 ? state with { Coverage = Math.Min(state.Coverage, 0.5m) } : state;

    /// <summary>The last total, unless all categories were told on a later day; without a total, the last state of each category.</summary>
    private static List<ReportedCell> State(List<ReportedCell> cells)
    {
        var total = cells.Where(cell => cell.Category.Length == 0).MaxBy(cell => cell.End);
        var categories = cells.Where(cell => cell.Category.Length > 0).GroupBy(cell => cell.Category, StringComparer.Ordinal).ToList();
        if (total is null)
            return [.. categories.Select(category => category.MaxBy(cell => cell.End)!).OrderBy(cell => cell.Category, StringComparer.Ordinal)];
        // One category alone is a part of the total.
        var later = categories.Count < 2 ? null : cells.Where(cell => cell.End > total.End).GroupBy(cell => cell.End)
            .Where(day => day.Count() == categories.Count).MaxBy(day => day.Key);
        return later?.ToList() ?? [total];
    }

    private ReportedNumber OfChildren(
        List<ReportedCell> cells, string area, Func<List<ReportedCell>, string, ReportedNumber> evaluate)
    {
        var reporting = cells.Where(cell => AreaTree.IsBelow(area, cell.Area))
            .GroupBy(cell => AreaTree.ChildTowards(area, cell.Area)!).ToList();
        if (reporting.Count == 0)
            return ReportedNumber.None;
        var expected = reporting.Select(child => child.Key).Union(areas.ChildrenOf(area)).Count();
        return ReportedNumber.OfParts([.. reporting.Select(child => evaluate([.. child], child.Key))], expected);
    }
}
