using Border.Statistics.Bulletins;
using Border.Statistics.Completeness;
using Border.Statistics.Figures;
using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Gates;

/// <summary>No records are counted in an area and on days that zero was reported for.</summary>
internal static class ZeroContradictedRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from area in evidence.Areas
        where CompletenessRules.Judge(area, evidence.Due).ContradictsZeroReport
        let zeros = Found.Names([.. area.Contradicted.Select(zero => Name(zero, evidence.Tree))])
        select Found.Of(
            GateRule.ZeroContradicted,
            FindingSeverity.Blocking,
            $"{area.Figure.Indicator.Name.En}: zero was reported for {zeros.En}, but records of it are counted; the zero report is to be withdrawn.",
            $"{area.Figure.Indicator.Name.Zh}：{zeros.Zh}作了零报告，但已有记录计入，应撤回零报告。",
            Found.Figure(area.Figure));

    private static Bilingual Name(ReportedCell zero, AreaTree tree)
    {
        var (area, days) = (tree.NameOf(zero.Area), PeriodNames.Of(Period.Naming(CellTiling.Span(zero))));
        return new($"{area.En} in {days.En}", $"{area.Zh}（{days.Zh}）");
    }
}
