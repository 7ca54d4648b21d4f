using Border.Statistics.Periods;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>
/// Reported cells of one area and category laid over a range of days without overlap: as many days as can be, then as few
/// cells as can be, so that a half year is read from two quarters rather than from six months.
/// </summary>
internal sealed class CellTiling
{
    private CellTiling(DayRange range, IReadOnlyList<ReportedCell> cells) =>
        (Range, Cells, Days) = (range, cells, cells.Sum(cell => Span(cell).Days));

    public DayRange Range { get; }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<ReportedCell> Cells { get; }

    public int Days { get; }

    public bool IsComplete => Days == Range.Days;

    /// <summary>The days that no cell covers.</summary>
    public IEnumerable<DayRange> Gaps()
    {
        var next = Range.Start;
        foreach (var cell in Cells)
        {
            if (cell.Start > next)
                yield return new(next, cell.Start.AddDays(-1));
            next = cell.End.AddDays(1);
        }

        if (next <= Range.End)
            yield return new(next, Range.End);
    }

    public static CellTiling Over(DayRange range, IEnumerable<ReportedCell> cells)
    {
        var sorted = cells.Where(cell => range.Contains(Span(cell))).OrderBy(cell => cell.End).ThenBy(cell => cell.Start).ToArray();
        // best[i] is the best that the first i cells can do; before[i] is how many of them end before cell i begins.
        var best = new (int Days, int Cells)[sorted.Length + 1];
        var before = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            before[i] = EndingBefore(sorted, i);
            best[i + 1] = Better(best[i], With(best[before[i]], sorted[i]));
        }

        List<ReportedCell> chosen = [];
        for (var i = sorted.Length; i > 0;)
        {
            var isChosen = best[i] != best[i - 1];
            if (isChosen)
                chosen.Add(sorted[i - 1]);
            i = isChosen ? before[i - 1] : i - 1;
        }

        chosen.Reverse();
        return new(range, chosen);
    }

    public static DayRange Span(ReportedCell cell) => new(cell.Start, cell.End);

    private static (int Days, int Cells) With((int Days, int Cells) rest, ReportedCell cell) =>
        (rest.Days + Span(cell).Days, rest.Cells + 1);

    private static (int Days, int Cells) Better((int Days, int Cells) one, (int Days, int Cells) other) =>
        other.Days > one.Days || (other.Days == one.Days && other.Cells < one.Cells) ? other : one;

    private static int EndingBefore(ReportedCell[] sorted, int index)
    {
        var (low, high) = (0, index);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].End < sorted[index].Start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
