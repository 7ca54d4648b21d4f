using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>The sums of one area over one range of days, broken down as the query asks.</summary>
internal sealed class CountedSums
{
    private readonly ILookup<string, LedgerSum> _sums;

    private CountedSums(IEnumerable<LedgerSum> sums) => _sums = sums.ToLookup(sum => sum.Series, StringComparer.Ordinal);

    public decimal Amount(string series, DayRange days, string? area, string? category) => _sums[series]
        .Where(sum => sum.Start >= days.Start && sum.Start <= days.End
            && (area is null || sum.Area == area) && (category is null || sum.Category == category))
        .Sum(sum => sum.Amount);

    public IEnumerable<string> Areas(string series) => _sums[series].Select(sum => sum.Area).Distinct();

    public IEnumerable<string> Categories(string series) => _sums[series].Select(sum => sum.Category).Distinct();

    public static async Task<CountedSums> ReadAsync(
        ILedger ledger, FigureQuery query, IReadOnlyList<string> series, string area, DayRange days, CancellationToken ct)
    {
        if (series.Count == 0)
            return new([]);
        var category = query.Category.Length > 0 ? query.Category : null;
        var sums = await ledger.SumAsync(
            new(series, days.Start, days.End, area, category, Group(query.Breakdown, days), query.AsOf), ct);
        // A month that is cut is named after its first day, which may lie before the range.
        return new(sums.Select(sum => sum.Start < days.Start ? sum with { Start = days.Start } : sum));
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
