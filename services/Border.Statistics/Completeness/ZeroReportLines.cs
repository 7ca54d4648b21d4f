using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Completeness;

/// <summary>What a zero report contributes: a reported nothing beside what is counted, as known from its day on.</summary>
internal static class ZeroReportLines
{
    public static IReadOnlyList<LedgerLine> Of(ZeroReport record) => record.State == ZeroReportState.Standing
        ?
        [
            new(
                record.Indicator,
                ReturnLines.Day(record.PeriodStart),
                ReturnLines.Day(record.PeriodEnd),
                record.Area,
                Category: "",
                Amount: 0,
                Reported: true),
        ]
        : [];
}
