using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Gates;

/// <summary>The cells that figures are made from are what a recount comes to.</summary>
internal static class RecountDriftRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence)
    {
        var drifted = evidence.Drift.ToLookup(difference => Concerns(evidence, difference));
        foreach (var difference in drifted[true])
            yield return Message(difference);
        if (drifted[false].Any())
        {
            yield return Found.Of(
                GateRule.RecountDrift,
                FindingSeverity.Warning,
                $"A recount finds {drifted[false].Count()} cells that differ, none of them in this bulletin.",
                $"重新统计发现{drifted[false].Count()}个不一致的数据，均不涉及本公报。",
                drifted[false].Select(Figure));
        }
    }

    /// <summary>Of its days or those of a base, and of its area, one below or one above.</summary>
    private static bool Concerns(GateEvidence evidence, LedgerDifference difference)
    {
        var query = evidence.Bulletin.Query;
        var days = query.Bases.Prepend(query.Period).Any(period => difference.Start <= period.End && period.Start <= difference.End);
        var (area, cell) = (evidence.Bulletin.Area, difference.Area);
        return days && (area == cell || AreaTree.IsBelow(area, cell) || AreaTree.IsBelow(cell, area))
            && query.Indicators.Any(indicator => indicator.Code == difference.Series);
    }

    private static Finding Message(LedgerDifference difference) => Found.Of(
        GateRule.RecountDrift,
        FindingSeverity.Blocking,
        $"{difference.Series} of {Days(difference).Label} is {Decimals.Text(difference.Cell)} in the figures, and a recount comes to {Decimals.Text(difference.Recounted)}.",
        $"{difference.Series}（{Days(difference).Label}）数据为{Decimals.Text(difference.Cell)}，重新统计为{Decimals.Text(difference.Recounted)}。",
        Figure(difference));

    private static FindingFigure Figure(LedgerDifference difference) =>
        Found.Figure(difference.Series, Days(difference).Label, difference.Area, difference.Category, Approximate.Exact(difference.Cell));

    private static Period Days(LedgerDifference difference) => Period.Naming(new(difference.Start, difference.End));
}
