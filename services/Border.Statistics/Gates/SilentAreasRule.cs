using Border.Statistics.Completeness;
using Border.Statistics.Figures;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>Areas that reported zero are told apart from those that did not report.</summary>
internal static class SilentAreasRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from total in evidence.Totals
        where !IsReportedAsAWhole(total)
        let standings = evidence.Areas.Where(area => area.Figure.Indicator.Code == total.Indicator.Code)
            .Select(area => (area.Figure, Standing: CompletenessRules.Judge(area, evidence.Due))).ToList()
        let silent = Of(standings, CompletenessStatus.Missing, CompletenessStatus.Partial)
        where silent.Count > 0
        select Message(total, silent, Of(standings, CompletenessStatus.ReportedZero), evidence.Tree);

    /// <summary>One return speaks for the whole area, and nobody below it is asked.</summary>
    private static bool IsReportedAsAWhole(FigureRow total) =>
        !total.Indicator.IsCounted && !total.Has(FigureFlag.Incomplete) && total.Cells.All(cell => cell.Area == total.Area);

    private static List<FigureRow> Of(List<(FigureRow Figure, AreaStanding Standing)> areas, params CompletenessStatus[] statuses) =>
        [.. areas.Where(area => statuses.Contains(area.Standing.Status)).Select(area => area.Figure)];

    private static Finding Message(FigureRow total, List<FigureRow> silent, List<FigureRow> zero, AreaTree tree)
    {
        var (names, zeros) = (Names(silent, tree), Names(zero, tree));
        return Found.Of(
            GateRule.SilentAreas,
            FindingSeverity.Warning,
            $"{total.Indicator.Name.En}: not reported, or not wholly, by {names.En}" + (zero.Count > 0 ? $"; reported as zero by {zeros.En}." : "."),
            $"{total.Indicator.Name.Zh}：{names.Zh}尚未上报或未完整上报" + (zero.Count > 0 ? $"；{zeros.Zh}已零报告。" : "。"),
            silent.Select(row => Found.Figure(row.Indicator.Code, row.Period.Label, row.Area, "", null)).Concat(zero.Select(Found.Figure)));
    }

    private static Bilingual Names(List<FigureRow> rows, AreaTree tree) => Found.Names([.. rows.Select(row => tree.NameOf(row.Area))]);
}
