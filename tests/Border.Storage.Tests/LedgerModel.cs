using Border.Storage.Ledgers;

namespace Border.Storage.Tests;

/// <summary>The ledger's rules in the plainest form: every version of every source is kept, and sums are counted from them.</summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<string, List<LedgerEntry>> versions = [];

    public IEnumerable<LedgerEntry> Present => versions.Values.Select(list => list[^1]);

    public void Fold(IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!versions.TryGetValue(entry.Source, out var list))
                versions.Add(entry.Source, list = []);
            if (list.Count > 0 && list[^1].Version >= entry.Version)
                continue;
            var knownOn = list.Count > 0 && list[^1].KnownOn > entry.KnownOn ? list[^1].KnownOn : entry.KnownOn;
            list.Add(entry with { KnownOn = knownOn });
        }
    }

    /// <summary>The lines that count on a day: of each source the lines of its last version by then, and those that say themselves when they were known.</summary>
    public IEnumerable<(string Source, LedgerLine Line)> Lines(DateOnly? asOf) => versions.SelectMany(source =>
    {
        var known = source.Value.LastOrDefault(version => asOf is null || version.KnownOn <= asOf)?.Lines ?? [];
        return known.Where(line => line.KnownOn is null)
            .Concat(source.Value[^1].Lines.Where(line => line.KnownOn is { } day && (asOf is null || day <= asOf)))
            .Select(line => (source.Key, line));
    });

    public List<LedgerSum> Sum(LedgerQuery query) => Sums(query, found => found.Sum(line => line.Line.Amount));

    public List<LedgerSum> Distinct(LedgerQuery query) => Sums(query, found => found.Select(line => line.Source).Distinct().Count());

    private List<LedgerSum> Sums(LedgerQuery query, Func<IEnumerable<(string Source, LedgerLine Line)>, decimal> amount) => Matching(query)
        .GroupBy(found => (
            found.Line.Series,
            Start: query.Group switch
            {
                LedgerGroup.Month => new DateOnly(found.Line.Start.Year, found.Line.Start.Month, 1),
                LedgerGroup.Day => found.Line.Start,
                _ => query.Start,
            },
            Area: query.Group == LedgerGroup.ChildArea ? Child(query.Area, found.Line.Area) : query.Area,
            Category: query.Group == LedgerGroup.Category ? found.Line.Category : query.Category ?? ""))
        .Select(group => new LedgerSum(group.Key.Series, group.Key.Start, group.Key.Area, group.Key.Category, amount(group)))
        .Where(sum => sum.Amount != 0)
        .OrderBy(sum => sum.Series, StringComparer.Ordinal).ThenBy(sum => sum.Start)
        .ThenBy(sum => sum.Area, StringComparer.Ordinal).ThenBy(sum => sum.Category, StringComparer.Ordinal)
        .ToList();

    public List<(string Source, DateOnly Day, string Area, string Category, decimal Amount)> Explain(LedgerQuery query) => Matching(query)
        .GroupBy(found => (found.Source, found.Line.Start, found.Line.Area, found.Line.Category))
        .Select(group => (group.Key.Source, Day: group.Key.Start, group.Key.Area, group.Key.Category, Amount: group.Sum(found => found.Line.Amount)))
        .Where(found => found.Amount != 0)
        .OrderBy(found => found.Day).ThenBy(found => found.Source, StringComparer.Ordinal)
        .ThenBy(found => found.Area, StringComparer.Ordinal).ThenBy(found => found.Category, StringComparer.Ordinal)
        .ToList();

    public List<ReportedCell> Reported(ReportedQuery query) => Lines(query.AsOf).Select(found => found.Line)
        .Where(line => line.Reported && query.Series.Contains(line.Series) && line.Start >= query.Start && line.End <= query.End)
        .Where(line => query.IncludeBelow ? IsIn(query.Area, line.Area) : line.Area == query.Area)
        .GroupBy(line => (line.Series, line.Start, line.End, line.Area, line.Category))
        .Select(group => new ReportedCell(
            group.Key.Series, group.Key.Start, group.Key.End, group.Key.Area, group.Key.Category,
            group.Sum(line => line.Amount), group.Sum(line => line.Below), group.Sum(line => line.Above), group.Any(line => line.LoadedLater), default, default))
        .OrderBy(cell => cell.Series, StringComparer.Ordinal).ThenBy(cell => cell.Start).ThenBy(cell => cell.End)
        .ThenBy(cell => cell.Area, StringComparer.Ordinal).ThenBy(cell => cell.Category, StringComparer.Ordinal)
        .ToList();

    /// <summary>A line that stands was known first in the oldest of the versions that have one in its cell.</summary>
    public List<LedgerKnown> FirstKnown(LedgerQuery query) => Matching(query)
        .Select(found => new LedgerKnown(found.Line.Series, found.Line.Area, FirstKnown(found.Source, found.Line)))
        .GroupBy(known => (known.Series, known.Area))
        .Select(group => new LedgerKnown(group.Key.Series, group.Key.Area, group.Min(known => known.KnownOn)))
        .OrderBy(known => known.Series, StringComparer.Ordinal).ThenBy(known => known.Area, StringComparer.Ordinal)
        .ToList();

    public List<LedgerDay> CountedDays(LedgerQuery query) => Matching(query)
        .GroupBy(found => new LedgerDay(found.Line.Series, found.Line.Area, found.Line.Start))
        .Where(group => group.Sum(found => found.Line.Amount) != 0)
        .Select(group => group.Key)
        .OrderBy(day => day.Series, StringComparer.Ordinal).ThenBy(day => day.Area, StringComparer.Ordinal).ThenBy(day => day.Day)
        .ToList();

    private DateOnly FirstKnown(string source, LedgerLine line) =>
        versions[source].SelectMany(version => version.Lines
            .Where(other => (other.Series, other.Start, other.Area, other.Category, other.Reported) == (line.Series, line.Start, line.Area, line.Category, false))
            .Select(other => other.KnownOn ?? version.KnownOn)).Min();

    public Dictionary<string, DateOnly> FirstDays(DateOnly? asOf) => Lines(asOf).Where(found => !found.Line.Reported)
        .GroupBy(found => found.Line.Series).ToDictionary(group => group.Key, group => group.Min(found => found.Line.Start));

    private IEnumerable<(string Source, LedgerLine Line)> Matching(LedgerQuery query) => Lines(query.AsOf).Where(found =>
        !found.Line.Reported && query.Series.Contains(found.Line.Series) && found.Line.Start >= query.Start && found.Line.Start <= query.End
        && (query.IncludeBelow ? IsIn(query.Area, found.Line.Area) : found.Line.Area == query.Area) && (query.Category is null || query.Category == found.Line.Category));

    private static bool IsIn(string root, string area) =>
        root.Length == 0 || area == root || area.StartsWith(root + ".", StringComparison.Ordinal);

    private static string Child(string root, string area)
    {
        var depth = root.Length == 0 ? 0 : root.Split('.').Length;
        return string.Join('.', area.Split('.').Take(depth + 1));
    }
}
