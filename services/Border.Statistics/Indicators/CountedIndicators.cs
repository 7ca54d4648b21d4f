using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Google.Protobuf;

namespace Border.Statistics.Indicators;

/// <summary>All indicators that are counted from records, in the order of the bulletin, and the counting by them.</summary>
internal sealed class CountedIndicators
{
    private readonly LocalDays _days;

    public CountedIndicators(OffenceGroups offences, LocalDays days)
    {
        _days = days;
        var cases = new CaseIndicators(offences, days);
        All =
        [
            cases.Registered,
            cases.Arrested,
            InterceptionIndicators.IllegalCrossings,
            InterceptionIndicators.ThreeIllegals,
            cases.DrugCasesSolved,
            SeizureIndicators.Drugs,
            SeizureIndicators.Precursors,
            SeizureIndicators.DrugDens,
            SeizureIndicators.Firearms,
            InterceptionIndicators.PersuadedToReturn,
            PersonIndicators.Encountered,
            PersonIndicators.FirstEncountered,
            PatrolIndicators.Conducted,
            PatrolIndicators.Joint,
            NoticeIndicators.Sent,
            NoticeIndicators.Received,
            PatrolEffort.Hours,
            PatrolEffort.Kilometres,
            PatrolEffort.Days(days),
        ];
    }

    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>Everything that one version of a record of a feed contributes, one line a cell.</summary>
    /// <exception cref="FormatException">The record holds a number that is none.</exception>
    public IReadOnlyList<LedgerLine> Count(string feed, IMessage record)
    {
        List<LedgerLine> lines = [];
        foreach (var indicator in All)
        {
            if (indicator.Rule is { } rule && rule.Feed == feed)
                lines.AddRange(rule.Lines(indicator.Code, record, _days).Select(line => line with { Distinct = indicator.Measure == Measure.Distinct }));
        }

        return lines.Count < 2 ? lines : Merged(lines);
    }

    private static IReadOnlyList<LedgerLine> Merged(List<LedgerLine> lines) =>
    [
        .. from line in lines
           group line by line with { Amount = 0 } into cell
           select cell.Key with { Amount = cell.Sum(line => line.Amount) },
    ];
}
