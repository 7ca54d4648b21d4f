using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>Parts come to their total within the declared rounding.</summary>
internal static class PartsDifferRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from parts in evidence.Parts
        from total in evidence.Totals
        where parts.AddsUp(total.Indicator.Measure) && total.Value is not null
        let own = parts.Rows.Where(row => row.Indicator.Code == total.Indicator.Code).ToList()
        where own.Exists(part => part.Value is not null) && AreOfOneDay(total, own)
        let sum = own.Select(part => part.Value).OfType<Approximate>().Aggregate((left, right) => left + right)
        where Differs(total.Value!.Value, sum, own.TrueForAll(IsWhole))
        select Message(total, parts.Noun, sum, own);

    /// <summary>Parts that are not all there can be less than the total, and never more.</summary>
    private static bool Differs(Approximate total, Approximate sum, bool isWhole) => sum.Low > total.High || (isWhole && sum.High < total.Low);

    private static bool IsWhole(FigureRow part) => part.Value is not null && !part.Has(FigureFlag.Incomplete);

    /// <summary>The states of different days need not come to each other.</summary>
    private static bool AreOfOneDay(FigureRow total, List<FigureRow> parts) =>
        total.Indicator.Measure != Measure.Stock
        || parts.SelectMany(part => part.Cells).Concat(total.Cells).Select(cell => cell.End).Distinct().Count() == 1;

    private static Finding Message(FigureRow total, Bilingual noun, Approximate sum, List<FigureRow> parts)
    {
        var (told, come) = (Found.Number(total, total.Value!.Value), Found.Number(total, sum));
        return Found.Of(
            GateRule.PartsDiffer,
            FindingSeverity.Blocking,
            $"{total.Indicator.Name.En} is {told.En}, but its {noun.En} come to {come.En}.",
            $"{total.Indicator.Name.Zh}为{told.Zh}，而{noun.Zh}合计为{come.Zh}。",
            parts.Where(part => part.Value is not null).Select(Found.Figure).Prepend(Found.Figure(total)));
    }
}
