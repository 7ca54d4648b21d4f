using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>
/// Counts the lines of the sources again and tells where postings and cells differ from them. The cells are told last, one
/// by one, and are not kept.
/// </summary>
internal sealed class RecountTally
{
    private const int MostDifferences = 1000;

    private readonly record struct Place(string Series, string Area, string Category);

    private readonly record struct DayKey(int Place, DateOnly Day);

    private readonly record struct ReportedKey(string Series, DateOnly Start, DateOnly End, string Area, string Category);

    private readonly Dictionary<Place, int> places = [];
    private readonly List<Place> placesById = [];
    private readonly Dictionary<DayKey, (MonthSum Posted, MonthSum Counted)> days = [];
    private readonly Dictionary<ReportedKey, (Measures Posted, Measures Counted)> reported = [];
    private readonly Dictionary<DayKey, long> sourcesPosted = [];
    private readonly DistinctSums distinct = new();
    private readonly List<LedgerDifference> differences = [];
    private Dictionary<MonthKey, MonthSum>? uncompared;
    private DistinctCells? uncomparedDistinct;
    private long sources;
    private long cells;

    /// <param name="source">The name of the source; it matters only when any of its lines is distinct.</param>
    public void Source(string source, IReadOnlyList<LedgerLine> lines)
    {
        sources++;
        distinct.Add(lines, 1);
        foreach (var line in lines)
        {
            if (line.Reported)
                Reported(new(line.Series, line.Start, line.End, line.Area, line.Category)).Counted += Measures.Of(line);
            else
                Day(line.Series, line.Start, line.Area, line.Category).Counted += new MonthSum(line.Amount, 1);
            if (line.Distinct)
                SourcesPosted(line.Series, line.Start, line.Area, line.Category) -= Mark(source);
        }
    }

    /// <param name="source">Empty when the series is not distinct.</param>
    public void Posted(string source, string series, DateOnly day, string area, string category, decimal amount, int lines)
    {
        Day(series, day, area, category).Posted += new MonthSum(amount, lines);
        if (source.Length > 0)
            SourcesPosted(series, day, area, category) += lines * Mark(source);
    }

    public void Reported(string series, DateOnly start, DateOnly end, string area, string category, Measures change) =>
        Reported(new(series, start, end, area, category)).Posted += change;

    /// <summary>Compares a cell; all sources must have been counted.</summary>
    public void Cell(MonthKey key, MonthSum cell)
    {
        cells++;
        uncompared ??= RollUp();
        uncompared.Remove(key, out var counted);
        if (cell != counted)
            differences.Add(Difference(key, cell, counted));
    }

    /// <summary>Compares a number of distinct sources; all sources must have been counted.</summary>
    public void DistinctCell(DistinctKey key, long cell)
    {
        cells++;
        var counted = (uncomparedDistinct ??= distinct.RollUp()).Remove(key);
        if (cell != counted)
            differences.Add(Difference(key, cell, counted));
    }

    public LedgerRecount Result()
    {
        foreach (var (key, counted) in (uncomparedDistinct ?? distinct.RollUp()).All)
            differences.Add(Difference(key, 0, counted));
        foreach (var (key, counted) in uncompared ?? RollUp())
        {
            if (counted != default)
                differences.Add(Difference(key, default, counted));
        }

        foreach (var (key, (posted, counted)) in days)
        {
            if (posted != counted || sourcesPosted.GetValueOrDefault(key) != 0)
                differences.Add(Difference(placesById[key.Place], key.Day, posted, counted));
        }

        foreach (var (key, (posted, counted)) in reported)
        {
            if (posted != counted)
                differences.Add(new(key.Series, key.Start, key.End, key.Area, key.Category, posted.Amount, counted.Amount));
        }

        var named = differences.OrderBy(d => d.Series, StringComparer.Ordinal).ThenBy(d => d.Start).ThenBy(d => d.Area, StringComparer.Ordinal);
        return new(cells, sources, [.. named.Take(MostDifferences)]);
    }

    private static LedgerDifference Difference(MonthKey key, MonthSum cell, MonthSum counted) =>
        new(key.Series, key.Month, key.Month.AddMonths(1).AddDays(-1), key.Area, key.Category, cell.Amount, counted.Amount);

    private static LedgerDifference Difference(Place place, DateOnly day, MonthSum posted, MonthSum counted) =>
        new(place.Series, day, day, place.Area, place.Category, posted.Amount, counted.Amount);

    private static LedgerDifference Difference(DistinctKey key, long cell, long counted) => new(
        key.Place.Series, key.Day, key.Day, key.Place.Area, key.Place.Category == DistinctSums.AllCategories ? "" : key.Place.Category, cell, counted);

    // Sums of these are equal when the sources are, and as good as never otherwise.
    private static long Mark(string source) => string.GetHashCode(source, StringComparison.Ordinal);

    private Dictionary<MonthKey, MonthSum> RollUp()
    {
        var months = new MonthSums();
        foreach (var (key, (_, counted)) in days)
        {
            var place = placesById[key.Place];
            months.Add(place.Series, key.Day, place.Area, place.Category, counted.Amount, (int)counted.Lines);
        }

        return months.RollUp();
    }

    private ref (MonthSum Posted, MonthSum Counted) Day(string series, DateOnly day, string area, string category) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(days, KeyOf(series, day, area, category), out _);

    private ref long SourcesPosted(string series, DateOnly day, string area, string category) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(sourcesPosted, KeyOf(series, day, area, category), out _);

    private DayKey KeyOf(string series, DateOnly day, string area, string category)
    {
        var place = new Place(series, area, category);
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(places, place, out var known);
        if (!known)
        {
            id = placesById.Count;
            placesById.Add(place);
        }

        return new(id, day);
    }

    private ref (Measures Posted, Measures Counted) Reported(ReportedKey key) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(reported, key, out _);
}
