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

    private readonly record struct Spot(string Series, string Area, string Category, DateOnly Day);

    // Most sources count on one day and in one place; they are gathered there and rolled up once.
    private readonly Dictionary<Spot, long> single = [];
    private readonly Dictionary<DistinctKey, long> several = [];

    /// <param name="lines">All lines of a source; those that are not distinct do not matter.</param>
    /// <param name="sign">1 to add the source, -1 to take it back.</param>
    public void Add(IReadOnlyList<LedgerLine> lines, int sign)
    {
        if (lines is [{ Distinct: true } line])
            Spotted(new(line.Series, line.Area, line.Category, line.Start)) += sign;
        else if (AreAny(lines))
            AddSeveral(lines, sign);
    }

    public static bool AreAny(IReadOnlyList<LedgerLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Distinct)
                return true;
        }

        return false;
    }

    /// <summary>The numbers of sources, without those that are 0.</summary>
    public IEnumerable<KeyValuePair<DistinctKey, long>> RollUp()
    {
        var all = new Dictionary<DistinctKey, long>(several);
        foreach (var (spot, sources) in single)
        {
            foreach (var place in PlacesOf(spot.Series, spot.Area, spot.Category))
                CollectionsMarshal.GetValueRefOrAddDefault(all, new(place, spot.Day, 0), out _) += sources;
        }

        return all.Where(cell => cell.Value != 0);
    }

    /// <summary>The number of a day's month, counted from year 0.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

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
                CollectionsMarshal.GetValueRefOrAddDefault(several, new(place, day, since), out _) += sign;
                since = MonthOf(day);
            }
        }
    }

    private ref long Spotted(Spot spot) => ref CollectionsMarshal.GetValueRefOrAddDefault(single, spot, out _);

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

/// <summary>How many sources count on a day that had counted there last in a month; 0 for never.</summary>
internal readonly record struct DistinctKey(LedgerPlace Place, DateOnly Day, int Since);
