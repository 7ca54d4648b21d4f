using Border.Statistics.Figures;
using Border.Storage.Ledgers;

namespace Border.Statistics.Tests.Figures;

/// <summary>A ledger that only holds lines, for the rules of figures.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly List<(DateOnly KnownOn, LedgerLine Line, string Source)> _lines = [];

    public MemoryLedger Count(
        string series, string day, decimal amount = 1, string area = "", string category = "", string? knownOn = null, string source = "")
    {
        var date = Periods.PeriodParserTests.Day(day);
        var known = knownOn is null ? date : Periods.PeriodParserTests.Day(knownOn);
        _lines.Add((known, new(series, date, date, area, category, amount), source));
        return this;
    }

    public MemoryLedger Report(
        string series, string period, decimal amount, string area = "", string category = "", decimal below = 0, decimal above = 0,
        bool loadedLater = false)
    {
        var days = Periods.PeriodParserTests.Parsed(period).Range;
        _lines.Add((days.End, new(series, days.Start, days.End, area, category, amount, below, above, true, null, loadedLater), ""));
        return this;
    }

    public Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, CancellationToken ct) => SumAsync(query, entries => entries.Sum(entry => entry.Amount));

    public Task<IReadOnlyList<LedgerSum>> DistinctAsync(LedgerQuery query, CancellationToken ct) =>
        SumAsync(query, entries => entries.Select(entry => entry.Source).Distinct().Count());

    private Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, Func<IEnumerable<(decimal Amount, string Source)>, decimal> amount) => Task.FromResult<IReadOnlyList<LedgerSum>>([
        .. from entry in _lines
           let line = entry.Line
           where !line.Reported && query.Series.Contains(line.Series) && line.Start >= query.Start && line.Start <= query.End
               && (query.Area == line.Area || (query.IncludeBelow && AreaTree.IsBelow(query.Area, line.Area)))
               && (query.Category is null || query.Category == line.Category)
               && (query.AsOf is null || entry.KnownOn <= query.AsOf)
           group (line.Amount, entry.Source) by Key(query, line) into cell
           select cell.Key with { Amount = amount(cell) },
    ]);

    public Task<IReadOnlyDictionary<string, DateOnly>> FirstDaysAsync(DateOnly? asOf, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, DateOnly>>(_lines.Where(entry => !entry.Line.Reported && (asOf is null || entry.KnownOn <= asOf))
            .GroupBy(entry => entry.Line.Series).ToDictionary(series => series.Key, series => series.Min(entry => entry.Line.Start)));

    public Task<IReadOnlyList<ReportedCell>> ReportedAsync(ReportedQuery query, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ReportedCell>>([
            .. from entry in _lines
               let line = entry.Line
               where line.Reported && query.Series.Contains(line.Series) && line.Start >= query.Start && line.End <= query.End
                   && (query.Area == line.Area || (query.IncludeBelow && AreaTree.IsBelow(query.Area, line.Area)))
                   && (query.AsOf is null || entry.KnownOn <= query.AsOf)
               select new ReportedCell(
                   line.Series, line.Start, line.End, line.Area, line.Category, line.Amount, line.Below, line.Above, line.LoadedLater, entry.KnownOn, entry.KnownOn),
        ]);

    public Task<IReadOnlyDictionary<string, LedgerRule>> RulesAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task KeepRuleAsync(string series, LedgerRule rule, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerKnown>> FirstKnownAsync(LedgerQuery query, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerDay>> CountedDaysAsync(LedgerQuery query, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, LedgerCursor>> CursorsAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> FoldAsync(string feed, LedgerCursor from, LedgerCursor to, IReadOnlyList<LedgerEntry> entries, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<LedgerRebuild?> RebuildAsync(
        string feed,
        LedgerCursor from,
        LedgerCursor to,
        IReadOnlyList<string> collections,
        DateOnly knownOn,
        IAsyncEnumerable<LedgerEntry> entries,
        CancellationToken ct) => throw new NotSupportedException();

    public Task<LedgerPage> ExplainAsync(LedgerQuery query, int pageSize, LedgerPageStart? after, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task<LedgerRecount> RecountAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<LedgerRecount?> CompareAsync(
        IReadOnlyDictionary<string, long> positions, IAsyncEnumerable<LedgerEntry> entries, CancellationToken ct) =>
        throw new NotSupportedException();

    private static LedgerSum Key(LedgerQuery query, LedgerLine line) => new(
        line.Series,
        query.Group switch
        {
            LedgerGroup.Month => new(line.Start.Year, line.Start.Month, 1),
            LedgerGroup.Day => line.Start,
            _ => query.Start,
        },
        query.Group == LedgerGroup.ChildArea ? AreaTree.ChildTowards(query.Area, line.Area) ?? line.Area : query.Area,
        query.Group == LedgerGroup.Category ? line.Category : query.Category ?? "",
        0);
}
