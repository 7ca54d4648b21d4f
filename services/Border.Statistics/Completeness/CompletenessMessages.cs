using Border.Statistics.Figures;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Completeness;

/// <summary>Completeness as messages.</summary>
internal static class CompletenessMessages
{
    /// <param name="areas">Those of one indicator, by code; at least one.</param>
    public static IndicatorCompleteness ToMessage(IReadOnlyList<AreaEvidence> areas, ReportDue due, AreaTree tree)
    {
        var messages = areas.Select(area => ToMessage(area, CompletenessRules.Judge(area, due), tree)).ToList();
        return new()
        {
            Indicator = areas[0].Figure.Indicator.Code,
            ExpectedCount = messages.Count,
            ReportedCount = Count(CompletenessStatus.Reported),
            ZeroCount = Count(CompletenessStatus.ReportedZero),
            PartialCount = Count(CompletenessStatus.Partial),
            MissingCount = Count(CompletenessStatus.Missing),
            NotDueCount = Count(CompletenessStatus.NotDue),
            LateCount = messages.Count(message => message.LateDays > 0),
            Stale = areas[0].Figure.Has(FigureFlag.Stale),
            Areas = { messages },
        };

        int Count(CompletenessStatus status) => messages.Count(message => message.Status == status);
    }

    private static AreaCompleteness ToMessage(AreaEvidence evidence, AreaStanding standing, AreaTree tree) => new()
    {
        Area = evidence.Figure.Area,
        DisplayName = tree.NameOf(evidence.Figure.Area).ToProto(),
        Status = standing.Status,
        Value = FigureMessages.ToMessage(standing.Value),
        KnownOn = standing.KnownOn is { } day ? ReturnLines.Text(day) : "",
        LateDays = standing.LateDays,
        ContradictsZeroReport = standing.ContradictsZeroReport,
        ZeroReport = evidence.OwnZero is { } zero ? ZeroReportNames.Of(zero.Series, new(zero.Start, zero.End), zero.Area) : "",
    };
}
