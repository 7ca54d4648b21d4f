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

    public static async Task<CountedSums> ReadAsync(
        ILedger ledger, FigureQuery query, IReadOnlyList<string> series, string area, DayRange days, CancellationToken ct)
    {
        if (series.Count == 0)
            return new([], query.Breakdown);
        var category = query.Category.Length > 0 ? query.Category : null;
        var sums = await ledger.SumAsync(
            new(series, days.Start, days.End, area, category, Group(query.Breakdown, days), query.AsOf), ct);
        // A month that is cut is named after its first day, which may lie before the range.
        return new(sums.Select(sum => sum.Start < days.Start ? sum with { Start = days.Start } : sum), query.Breakdown);
    }

    private static LedgerGroup Group(Breakdown breakdown, DayRange days) => breakdown switch
    {
        Breakdown.Area => LedgerGroup.ChildArea,
        Breakdown.Category => LedgerGroup.Category,
        Breakdown.Day => LedgerGroup.Day,
        // A base that does not begin with a month is cut into other parts than calendar months.
        Breakdown.Month => days.Start.Day == 1 ? LedgerGroup.Month : LedgerGroup.Day,
        _ => LedgerGroup.None,
    };
}
