using Border.Statistics.Completeness;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>No records are counted in an area that reported zero.</summary>
internal static class ZeroContradictedRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from area in evidence.Areas
        where CompletenessRules.Judge(area, evidence.Due).ContradictsZeroReport
        let name = evidence.Tree.NameOf(area.Figure.Area)
        let number = Found.Number(area.Figure, area.Figure.Value!.Value)
        select Found.Of(
            GateRule.ZeroContradicted,
            FindingSeverity.Blocking,
            $"{name.En} reported zero for {area.Figure.Indicator.Name.En}, but its records come to {number.En}; the zero report is to be withdrawn.",
            $"{name.Zh}对{area.Figure.Indicator.Name.Zh}作了零报告，但其记录为{number.Zh}，应撤回零报告。",
            Found.Figure(area.Figure));
}
