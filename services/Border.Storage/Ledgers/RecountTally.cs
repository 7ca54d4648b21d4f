using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>Counts the lines of the sources again and tells where the cells and postings differ from them.</summary>
internal sealed class RecountTally
{
    private const int MostDifferences = 1000;

    private readonly record struct PlaceKey(string Series, DateOnly Start, DateOnly End, string Area, string Category, bool Reported);

    private readonly Dictionary<PlaceKey, (Measures Posted, Measures Counted)> places = [];
    private readonly Dictionary<MonthKey, MonthSum> cells = [];
    private readonly MonthSums months = new();
    private long sources;

    public void Source(IReadOnlyList<LedgerLine> lines)
    {
        sources++;
        foreach (var line in lines)
        {
            Place(new(line.Series, line.Start, line.End, line.Area, line.Category, line.Reported)).Counted += Measures.Of(line);
            if (!line.Reported)
                months.Add(line.Series, line.Start, line.Area, line.Category, line.Amount, 1);
        }
    }

    public void Posted(string series, DateOnly day, string area, string category, decimal amount, int lines) =>
        Place(new(series, day, day, area, category, Reported: false)).Posted += new Measures(amount, 0, 0, lines, 0);

    public void Reported(string series, DateOnly start, DateOnly end, string area, string category, Measures change) =>
        Place(new(series, start, end, area, category, Reported: true)).Posted += change;

    public void Cell(MonthKey key, MonthSum sum) => cells[key] = sum;

    public LedgerRecount Result()
    {
        var differences = new List<LedgerDifference>();
        foreach (var (key, (posted, counted)) in places)
        {
            if (posted != counted)
                differences.Add(new(key.Series, key.Start, key.End, key.Area, key.Category, posted.Amount, counted.Amount));
        }

        var recounted = months.RollUp();
        foreach (var key in cells.Keys.Union(recounted.Keys))
        {
            var (cell, counted) = (cells.GetValueOrDefault(key), recounted.GetValueOrDefault(key));
            if (cell != counted)
                differences.Add(new(key.Series, key.Month, key.Month.AddMonths(1).AddDays(-1), key.Area, key.Category, cell.Amount, counted.Amount));
        }

        var named = differences.OrderBy(d => d.Series, StringComparer.Ordinal).ThenBy(d => d.Start).ThenBy(d => d.Area, StringComparer.Ordinal);
        return new(cells.Count, sources, [.. named.Take(MostDifferences)]);
    }

    private ref (Measures Posted, Measures Counted) Place(PlaceKey key) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(places, key, out _);
}
