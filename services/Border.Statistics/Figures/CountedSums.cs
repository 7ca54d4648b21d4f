using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>The sums of one area over one range of days, broken down as the query asks.</summary>
internal sealed class CountedSums
{
    private readonly Dictionary<string, ILookup<string, LedgerSum>> _sums;

    private CountedSums(IEnumerable<LedgerSum> sums, Breakdown breakdown) => _sums = sums
        .GroupBy(sum => sum.Series)
        .ToDictionary(series => series.Key, series => series.ToLookup(sum => Part(breakdown, sum.Area, sum.Category)));

    /// <summary>The sum of a part over some days.</summary>
    /// <param name="part">As <see cref="Part"/> gives it.</param>
    public decimal Amount(string series, DayRange days, string part) => _sums.TryGetValue(series, out var parts)
        ? parts[part].Where(sum => sum.Start >= days.Start && sum.Start <= days.End).Sum(sum => sum.Amount)
        : 0;

    /// <summary>The areas or categories in which anything was counted.</summary>
    public IEnumerable<string> Parts(string series) =>
        _sums.TryGetValue(series, out var parts) ? parts.Select(part => part.Key) : [];

    /// <summary>By what sums are told apart besides their days.</summary>
    public static string Part(Breakdown breakdown, string area, string category) => breakdown switch
    {
        Breakdown.Area => area,
        Breakdown.Category => category,
        _ => "",
    };

    /// <param name="parts">What the days are broken down into by month, where these are no calendar months.</param>
    public static async Task<CountedSums> ReadAsync(
        ILedger ledger, FigureQuery query, string area, DayRange days, IReadOnlyList<DayRange> parts, CancellationToken ct)
    {
        var category = query.Category.Length > 0 ? query.Category : null;
        var ask = new LedgerQuery(
            Codes(query, isDistinct: false), days.Start, days.End, area, category, Group(query.Breakdown, days, parts), query.AsOf, !query.Remainder);
        List<LedgerSum> sums = ask.Series.Count == 0 ? [] : [.. await ledger.SumAsync(ask, ct)];
        ask = ask with { Series = Codes(query, isDistinct: true) };
        if (ask.Series.Count > 0)
            sums.AddRange(await DistinctAsync(ledger, ask, query.Breakdown, parts, ct));
        // A month that is cut is named after its first day, which may lie before the range.
        return new(sums.Select(sum => sum.Start < days.Start ? sum with { Start = days.Start } : sum), query.Breakdown);
    }

    // Numbers of days would not add up to those of the parts.
    private static async Task<IReadOnlyList<LedgerSum>> DistinctAsync(
        ILedger ledger, LedgerQuery ask, Breakdown breakdown, IReadOnlyList<DayRange> parts, CancellationToken ct)
    {
        if (breakdown != Breakdown.Month || ask.Group == LedgerGroup.Month)
            return await ledger.DistinctAsync(ask, ct);
        List<LedgerSum> sums = [];
        foreach (var part in parts)
            sums.AddRange(await ledger.DistinctAsync(ask with { Start = part.Start, End = part.End, Group = LedgerGroup.None }, ct));
        return sums;
    }

    private static string[] Codes(FigureQuery query, bool isDistinct) =>
    [
        .. query.Indicators.Where(indicator => indicator.IsCounted && indicator.Measure == Measure.Distinct == isDistinct)
            .Select(indicator => indicator.Code).Distinct(),
    ];

    private static LedgerGroup Group(Breakdown breakdown, DayRange days, IReadOnlyList<DayRange> parts) => breakdown switch
    {
        Breakdown.Area => LedgerGroup.ChildArea,
        Breakdown.Category => LedgerGroup.Category,
        Breakdown.Day => LedgerGroup.Day,
        // A base is cut as the period is, which need not be into its own months.
        Breakdown.Month => days.Start.Day == 1 && !parts.Except(days.Months()).Any() ? LedgerGroup.Month : LedgerGroup.Day,
        _ => LedgerGroup.None,
    };
}
