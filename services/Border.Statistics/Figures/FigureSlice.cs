using Border.Statistics.Periods;
using Border.Statistics.V1;

namespace Border.Statistics.Figures;

/// <summary>One row of a breakdown: which days, area and category, and which days of each base stand beside them.</summary>
/// <param name="Days">Those of the period that are counted.</param>
/// <param name="Bases">For each base, null when it has no such part.</param>
/// <param name="WholeBases">The same beside all days of the period, also those to come.</param>
internal sealed record FigureSlice(
    Period Period, DayRange Days, string Area, string Category, IReadOnlyList<DayRange?> Bases, IReadOnlyList<DayRange?> WholeBases);

/// <summary>The days of a query and of its bases, whole or by month or day.</summary>
internal sealed class FigureDays
{
    private readonly FigureQuery _query;
    private readonly LikeForLike _whole;

    public FigureDays(FigureQuery query)
    {
        _query = query;
        Like = new(query.Period, query.LastDay);
        Bases = [.. query.Bases.Select(Like.SameDays)];
        _whole = new(query.Period, query.LastDay, asIfOver: true);
        WholeBases = [.. query.Bases.Select(_whole.SameDays)];
    }

    public LikeForLike Like { get; }

    public IReadOnlyList<SameDays> Bases { get; }

    /// <summary>The bases of a number of the whole period, which may be known before it is over.</summary>
    public IReadOnlyList<SameDays> WholeBases { get; }

    /// <summary>The slices of one area and category.</summary>
    public IEnumerable<FigureSlice> Slices(string area, string category) => _query.Breakdown switch
    {
        Breakdown.Month => Parts(_query.Period.Range.Months(), area, category),
        Breakdown.Day => Parts(_query.Period.Range.EachDay(), area, category),
        _ => [new(_query.Period, Like.Counted, area, category, Ranges(Bases), Ranges(WholeBases))],
    };

    private IEnumerable<FigureSlice> Parts(IEnumerable<DayRange> parts, string area, string category) =>
        from part in parts
        where part.Start <= Like.Counted.End
        let days = part with { End = part.End < Like.Counted.End ? part.End : Like.Counted.End }
        select new FigureSlice(
            Period.Naming(part),
            days,
            area,
            category,
            [.. Bases.Select(basis => Like.SamePart(days, basis.Period.Range))],
            [.. WholeBases.Select(basis => _whole.SamePart(part, basis.Period.Range))]);

    private static IReadOnlyList<DayRange?> Ranges(IReadOnlyList<SameDays> bases) => [.. bases.Select(basis => (DayRange?)basis.Period.Range)];
}
