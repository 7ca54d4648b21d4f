using Border.Statistics.Bulletins;
using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>
/// A number that somebody typed is not that of the base period. What is counted from records cannot be copied, and a stock can stay.
/// </summary>
internal static class CopiedFromBaseRule
{
    /// <summary>So many digits are not the same twice by chance.</summary>
    private const int TellingDigits = 4;

    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from row in evidence.Totals.Concat(evidence.Parts.Where(parts => parts.Breakdown == Breakdown.Area).SelectMany(parts => parts.Rows))
        where !row.Indicator.IsCounted && row.Value is { Amount: not 0 }
        from comparison in row.Comparisons
        where comparison.Base == row.Value
        let isTelling = row.Indicator.Measure == Measure.Flow && Digits(row.Value!.Value.Amount) >= TellingDigits
        select Message(row, comparison, evidence.Tree.NameOf(row.Area), isTelling ? FindingSeverity.Blocking : FindingSeverity.Warning);

    /// <summary>The digits that matter: neither zeros before nor zeros behind.</summary>
    private static int Digits(decimal amount) =>
        Decimals.Text(Math.Abs(amount)).Replace(".", "", StringComparison.Ordinal).Trim('0').Length;

    private static Finding Message(FigureRow row, BaseComparison comparison, Bilingual area, FindingSeverity severity)
    {
        var (number, period) = (Found.Number(row, row.Value!.Value), PeriodNames.Of(comparison.Period));
        return Found.Of(
            GateRule.CopiedFromBase,
            severity,
            $"{row.Indicator.Name.En} of {area.En} is {number.En}, exactly as in {period.En}; it may have been copied.",
            $"{area.Zh}{row.Indicator.Name.Zh}为{number.Zh}，与{period.Zh}完全相同，可能误抄基期数据。",
            Found.Figure(row),
            Found.Base(row, comparison));
    }
}
