using Border.Statistics.Figures;
using Border.Statistics.Periods;
using Border.Statistics.Reference;
using Border.Statistics.V1;

namespace Border.Statistics.Bulletins;

/// <summary>A bulletin with the figures that it was written from.</summary>
/// <param name="Rows">Of every indicator, also those that are not told.</param>
/// <param name="Progress">How far the feeds were folded before the figures were read.</param>
internal sealed record ComposedBulletin(
    FigureQuery Query,
    IReadOnlyList<FigureRow> Rows,
    ReferenceData Reference,
    Bilingual AreaName,
    BulletinText Text,
    Progress Progress)
{
    public string Area => Query.Areas[0];

    /// <summary>The days that are counted.</summary>
    public DayRange Counted => new LikeForLike(Query.Period, Query.LastDay).Counted;

    /// <summary>The figures that are told.</summary>
    public IReadOnlyList<FigureRow> Told => [.. Text.Lines.Select(line => line.Row)];
}
