using Border.Statistics.Periods;
using Border.Statistics.V1;

namespace Border.Statistics.Figures;

/// <summary>One row of a breakdown: which days, area and category, and which days of each base stand beside them.</summary>
/// <param name="Days">Those of the period that are counted.</param>
/// <param name="Bases">For each base, null when it has no such part.</param>
internal sealed record FigureSlice(
    Period Period, DayRange Days, string Area, string Category, IReadOnlyList<DayRange?> Bases);

/// <summary>The days of a query and of its bases, whole or by month or day.</summary>
internal sealed class FigureDays
{
    private readonly FigureQuery _query;

    public FigureDays(FigureQuery query)
    {
        _query = query;
        Like = new(query.Period, query.LastDay);
        Bases = [.. query.Bases.Select(Like.SameDays)];
    }

    public LikeForLike Like { get; }

    public IReadOnlyList<SameDays> Bases { get; }

    /// <summary>The slices of one area and category.</summary>
    public IEnumerable<FigureSlice> Slices(string area, string category) => _query.Breakdown switch
    {
        Breakdown.Month => Parts(_query.Period.Range.Months(), area, category),
        Breakdown.Day => Parts(_query.Period.Range.EachDay(), area, category),
        _ => [new(_query.Period, Like.Counted, area, category, [.. Bases.Select(basis => (DayRange?)basis.Period.Range)])],
    };

    private IEnumerable<FigureSlice> Parts(IEnumerable<DayRange> parts, string area, string category) =>
        from part in parts
        where part.Start <= Like.Counted.End
        let days = part with { End = part.End < Like.Counted.End ? part.End : Like.Counted.End }
        select new FigureSlice(
            Period.Naming(part), days, area, category, [.. Bases.Select(basis => Like.SamePart(days, basis.Period.Range))]);
}
