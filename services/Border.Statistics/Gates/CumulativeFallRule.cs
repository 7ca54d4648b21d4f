using Border.Statistics.Bulletins;
using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.Releases;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Gates;

/// <summary>What adds up does not become less over a longer time.</summary>
internal static class CumulativeFallRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) => [.. BelowZero(evidence), .. Returns(evidence), .. Releases(evidence)];

    private static IEnumerable<Finding> BelowZero(GateEvidence evidence) =>
        from row in evidence.Totals.Concat(evidence.Parts.SelectMany(parts => parts.Rows))
        where row.Indicator.Measure == Measure.Flow && row.Value is { High: < 0 }
        let number = Found.Number(row, row.Value!.Value)
        select Found.Of(
            GateRule.CumulativeFall,
            FindingSeverity.Blocking,
            $"{row.Indicator.Name.En} is {number.En} in {PeriodNames.Of(row.Period).En}: nothing that is counted up falls below zero.",
            $"{row.Indicator.Name.Zh}在{PeriodNames.Of(row.Period).Zh}为{number.Zh}，累计数不应小于零。",
            Found.Figure(row));

    /// <summary>A return of a part of the time is more than one of the whole.</summary>
    private static IEnumerable<Finding> Returns(GateEvidence evidence) =>
        from total in evidence.Totals
        where total.Indicator is { IsCounted: false, Measure: Measure.Flow }
        from cells in evidence.Cells.Where(cell => cell.Series == total.Indicator.Code).GroupBy(cell => (cell.Area, cell.Category))
        from whole in cells
        from part in cells
        where part != whole && CellTiling.Span(whole).Contains(CellTiling.Span(part)) && Number(part).Low > Number(whole).High
        select Message(total, evidence.Tree.NameOf(whole.Area), part, whole);

    /// <summary>Less than was published for a part of the time. Records are voided, so that it can be right.</summary>
    private static IEnumerable<Finding> Releases(GateEvidence evidence) =>
        from release in evidence.Published
        where release.State == ReleaseState.Published && release.Area == evidence.Bulletin.Area && IsPart(release, evidence.Bulletin.Query.Period)
        from line in release.Content.Lines
        where line.Figure is { Measure: Measure.Flow, Value: not null }
        let total = evidence.Totals.FirstOrDefault(row => row.Indicator.Code == line.Figure.Indicator)
        where total?.Value is { } value && value.High < Decimals.Parse(line.Figure.Value.Low)
        let number = Found.Number(total, total.Value!.Value)
        select Found.Of(
            GateRule.CumulativeFall,
            FindingSeverity.Warning,
            $"{total.Indicator.Name.En} is {number.En}, less than was published for {release.Period} ({line.Printed.En}).",
            $"{total.Indicator.Name.Zh}为{number.Zh}，少于已发布的{release.Period}数据（{line.Printed.Zh}）。",
            Found.Figure(total));

    private static bool IsPart(Release release, Period period) =>
        release.Days() is var days && period.Range.Contains(days) && period.Range != days;

    private static Finding Message(FigureRow total, Bilingual area, ReportedCell part, ReportedCell whole)
    {
        var (less, more) = (Found.Number(total, Number(whole)), Found.Number(total, Number(part)));
        var (longer, shorter) = (Period.Naming(CellTiling.Span(whole)), Period.Naming(CellTiling.Span(part)));
        return Found.Of(
            GateRule.CumulativeFall,
            FindingSeverity.Blocking,
            $"{total.Indicator.Name.En} of {area.En} was reported as {less.En} for {PeriodNames.Of(longer).En}, less than {more.En} for its part {PeriodNames.Of(shorter).En}.",
            $"{area.Zh}{total.Indicator.Name.Zh}在{PeriodNames.Of(longer).Zh}上报为{less.Zh}，少于其中{PeriodNames.Of(shorter).Zh}的{more.Zh}。",
            Found.Figure(whole.Series, longer.Label, whole.Area, whole.Category, Number(whole)),
            Found.Figure(part.Series, shorter.Label, part.Area, part.Category, Number(part)));
    }

    private static Approximate Number(ReportedCell cell) => new(cell.Amount, cell.Amount - cell.Below, cell.Amount + cell.Above);
}
