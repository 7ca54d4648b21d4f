using Border.Statistics.Bulletins;
using Border.Statistics.Completeness;
using Border.Statistics.Figures;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Gates;

/// <summary>All that the rules of the gate look at.</summary>
/// <param name="Parts">The told figures broken down, each way by itself.</param>
/// <param name="Cells">What was reported within the period, in the area and below it.</param>
/// <param name="Areas">What is known of each area that is expected to report, of the told indicators.</param>
/// <param name="Drift">The cells that a recount found to differ, anywhere.</param>
/// <param name="Published">Releases that were before the public, of areas in each other, which print totals of days of the period or a base, or have such a base.</param>
internal sealed record GateEvidence(
    ComposedBulletin Bulletin,
    IReadOnlyList<FigureParts> Parts,
    IReadOnlyList<ReportedCell> Cells,
    IReadOnlyList<AreaEvidence> Areas,
    ReportDue Due,
    IReadOnlyList<LedgerDifference> Drift,
    IReadOnlyList<Release> Published)
{
    public IReadOnlyList<FigureRow> Totals { get; } = Bulletin.Told;

    public AreaTree Tree => Bulletin.Reference.Areas;
}

/// <summary>Figures broken down one way.</summary>
/// <param name="Noun">What the parts are.</param>
/// <param name="AddsUp">Whether the parts of an indicator with this measure come to its total.</param>
internal sealed record FigureParts(Breakdown Breakdown, Bilingual Noun, Func<Measure, bool> AddsUp, IReadOnlyList<FigureRow> Rows)
{
    public static IReadOnlyList<(Breakdown Breakdown, Bilingual Noun, Func<Measure, bool> AddsUp)> Ways { get; } =
    [
        (Breakdown.Area, new("areas", "各辖区"), measure => measure is Measure.Flow or Measure.Stock),
        (Breakdown.Category, new("categories", "各类别"), measure => measure is Measure.Flow or Measure.Stock),
        (Breakdown.Month, new("months", "各月"), measure => measure is Measure.Flow),
    ];
}
