using Border.Statistics.Figures;
using Border.Storage.Ledgers;

namespace Border.Statistics.Completeness;

/// <summary>All that is known of an indicator in an area and period.</summary>
/// <param name="Figure">The figure: counted, or from returns.</param>
/// <param name="Zeros">What the zero reports of the area, of those below and of those above it come to.</param>
/// <param name="OwnZero">The zero report of exactly this area and period; null when none stands.</param>
/// <param name="Contradicted">The zero reports of the area, of those below and of those above it, for days of which records of the area are counted.</param>
/// <param name="CountedSince">The first day on which a record that is counted became known; null when none is.</param>
internal sealed record AreaEvidence(
    FigureRow Figure, ReportedNumber Zeros, ReportedCell? OwnZero, IReadOnlyList<ReportedCell> Contradicted, DateOnly? CountedSince)
{
    public bool IsCounted => Figure.Indicator.IsCounted && Figure.Value is { Amount: not 0 };

    /// <summary>What was reported rather than counted.</summary>
    public IReadOnlyList<ReportedCell> Reports => Figure.Indicator.IsCounted ? Zeros.Cells : Figure.Cells;
}
