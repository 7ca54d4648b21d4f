using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Completeness;

/// <summary>What an area has reported, and how late.</summary>
internal sealed record AreaStanding(
    CompletenessStatus Status, Approximate? Value, DateOnly? KnownOn, int LateDays, bool ContradictsZeroReport);

/// <summary>Tells a figure of nothing that was reported from silence.</summary>
internal static class CompletenessRules
{
    public static AreaStanding Judge(AreaEvidence evidence, ReportDue due)
    {
        var said = Said(evidence);
        var value = Value(evidence, said);
        DateOnly? known = evidence.IsCounted ? evidence.CountedSince
            : evidence.Reports.Count > 0 ? evidence.Reports.Max(cell => cell.KnownOn) : null;
        var contradicts = evidence.Contradicted.Count > 0;
        if (!due.IsPeriodOver)
            return new(CompletenessStatus.NotDue, value, known, 0, contradicts);
        if (said is CompletenessStatus.Reported or CompletenessStatus.ReportedZero)
            return new(said, value, known, due.LateDays(known ?? due.Day), contradicts);
        return due.IsPast
            ? new(said, value, known, due.LateDays(due.Day), contradicts)
            : new(CompletenessStatus.NotDue, value, known, 0, contradicts);
    }

    /// <summary>As if it were due.</summary>
    private static CompletenessStatus Said(AreaEvidence evidence)
    {
        if (evidence.IsCounted)
            return CompletenessStatus.Reported;
        if (evidence.Reports.Count == 0)
            return CompletenessStatus.Missing;
        var isWhole = evidence.Figure.Indicator.IsCounted ? evidence.Zeros.IsComplete : !evidence.Figure.Has(FigureFlag.Incomplete);
        if (!isWhole)
            return CompletenessStatus.Partial;
        // More than 0 is something, however little.
        var isNothing = evidence.Figure.Indicator.IsCounted || evidence.Figure.Value is { Amount: 0, IsExact: true };
        return isNothing ? CompletenessStatus.ReportedZero : CompletenessStatus.Reported;
    }

    /// <summary>A count of 0 that nobody has confirmed is no number.</summary>
    private static Approximate? Value(AreaEvidence evidence, CompletenessStatus said) =>
        said == CompletenessStatus.Missing ? null
        : evidence.Figure.Indicator.IsCounted && !evidence.IsCounted ? evidence.Zeros.Value
        : evidence.Figure.Value;
}
