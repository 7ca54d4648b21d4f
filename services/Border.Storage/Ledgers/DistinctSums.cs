using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>
/// Counts sources, each once in whatever range of days is asked for. On each of its days a source is entered with the month in
/// which it counted last before; in a range that begins with a month, it is new on exactly one of its days.
/// </summary>
internal sealed class DistinctSums
{
    /// <summary>Stands for all categories together; no category is like it.</summary>
    public const string AllCategories = "*";

    private readonly record struct Spot(string Series, string Area, string Category);

    // Most sources have one distinct line, and so count on one day and in one spot; they are gathered there and rolled up once.
    private readonly Dictionary<Spot, Dictionary<DateOnly, long>> single = [];
    private readonly DistinctCells several = new();

    /// <param name="lines">All lines of a source; those that are not distinct do not matter.</param>
    /// <param name="sign">1 to add the source, -1 to take it back.</param>
    public void Add(IReadOnlyList<LedgerLine> lines, int sign)
    {
        var first = IndexOfDistinct(lines, 0);
        if (first < 0)
            return;
        if (IndexOfDistinct(lines, first + 1) >= 0)
            AddSeveral(lines, sign);
        else
            AddSingle(lines[first], sign);
    }

    public static bool AreAny(IReadOnlyList<LedgerLine> lines) => IndexOfDistinct(lines, 0) >= 0;

    /// <summary>The numbers of sources; what was added is in them then, and no more is to be.</summary>
    public DistinctCells RollUp()
    {
        foreach (var (spot, days) in single)
        {
            foreach (var place in PlacesOf(spot.Series, spot.Area, spot.Category))
            {
                foreach (var (day, sources) in days)
                    several.Add(new(place, day, 0), sources);
            }
        }

        single.Clear();
        return several;
    }

    /// <summary>The number of a day's month, counted from year 0.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private void AddSingle(LedgerLine line, int sign)
    {
        var days = CollectionsMarshal.GetValueRefOrAddDefault(single, new(line.Series, line.Area, line.Category), out _) ??= [];
        CollectionsMarshal.GetValueRefOrAddDefault(days, line.Start, out _) += sign;
    }

    private void AddSeveral(IReadOnlyList<LedgerLine> lines, int sign)
    {
        var days = new Dictionary<LedgerPlace, SortedSet<DateOnly>>();
        foreach (var line in lines.Where(line => line.Distinct))
        {
            foreach (var place in PlacesOf(line.Series, line.Area, line.Category))
                (CollectionsMarshal.GetValueRefOrAddDefault(days, place, out _) ??= []).Add(line.Start);
        }

        foreach (var (place, counted) in days)
        {
            var since = 0;
            foreach (var day in counted)
            {
                several.Add(new(place, day, since), sign);
                since = MonthOf(day);
            }
        }
    }

    private static int IndexOfDistinct(IReadOnlyList<LedgerLine> lines, int from)
    {
        for (var i = from; i < lines.Count; i++)
        {
            if (lines[i].Distinct)
                return i;
        }

        return -1;
    }

    /// <summary>Where a line counts: in the area's own, in it and all above it, each in the category and in all of them.</summary>
    private static IEnumerable<LedgerPlace> PlacesOf(string series, string area, string category)
    {
        foreach (var counted in (string[])[category, AllCategories])
        {
            yield return new(series, area, area, counted);
            for (var above = area; above != AreaTree.AboveTheWhole; above = AreaTree.Parent(above))
                yield return new(series, AreaTree.Parent(above), above, counted);
        }
    }
}
