using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>Weights and counts are not swapped.</summary>
internal static class WeightAndCountRule
{
    /// <summary>A number this many times its base, or less than one part in as many, does not fit it.</summary>
    private const decimal Far = 10;

    /// <summary>And one within so many times does.</summary>
    private const decimal Near = 2;

    public static IEnumerable<Finding> Find(GateEvidence evidence) => Fractions(evidence).Concat(Swaps(evidence));

    private static IEnumerable<Finding> Fractions(GateEvidence evidence) =>
        from row in evidence.Totals
        where row.Indicator.CountsWholeThings && row.Value is { } value && !decimal.IsInteger(value.Amount)
        let number = Found.Number(row, row.Value!.Value)
        select Found.Of(
            GateRule.WeightAndCount,
            FindingSeverity.Blocking,
            $"{row.Indicator.Name.En} counts whole things, and is {number.En}; a weight may stand in its place.",
            $"{row.Indicator.Name.Zh}应为整数，现为{number.Zh}，可能误填为重量。",
            Found.Figure(row));

    private static IEnumerable<Finding> Swaps(GateEvidence evidence) =>
        from weight in evidence.Totals
        where !weight.Indicator.CountsWholeThings && weight.Indicator.Measure == Measure.Flow
        from count in evidence.Totals
        where count.Indicator.CountsWholeThings && count.Indicator.Measure == Measure.Flow && count.Indicator.Feed == weight.Indicator.Feed
        from index in Enumerable.Range(0, weight.Comparisons.Count)
        where AreSwapped(weight, count, index)
        select Message(weight, count, index);

    private static bool AreSwapped(FigureRow weight, FigureRow count, int index) =>
        weight.Value is { Amount: > 0 } mass && weight.Comparisons[index].Base is { Amount: > 0 } massBase
        && count.Value is { Amount: > 0 } pieces && count.Comparisons[index].Base is { Amount: > 0 } piecesBase
        && Times(mass, massBase) >= Far && Times(pieces, piecesBase) >= Far
        && Times(mass, piecesBase) <= Near && Times(pieces, massBase) <= Near;

    private static decimal Times(Approximate one, Approximate other) => Math.Max(one.Amount / other.Amount, other.Amount / one.Amount);

    private static Finding Message(FigureRow weight, FigureRow count, int index)
    {
        var (mass, pieces) = (Found.Number(weight, weight.Value!.Value), Found.Number(count, count.Value!.Value));
        return Found.Of(
            GateRule.WeightAndCount,
            FindingSeverity.Blocking,
            $"{weight.Indicator.Name.En} ({mass.En}) and {count.Indicator.Name.En} ({pieces.En}) each fit the other's base; they may be swapped.",
            $"{weight.Indicator.Name.Zh}（{mass.Zh}）与{count.Indicator.Name.Zh}（{pieces.Zh}）分别接近对方基期数据，可能相互填错。",
            Found.Figure(weight),
            Found.Base(weight, weight.Comparisons[index]),
            Found.Figure(count),
            Found.Base(count, count.Comparisons[index]));
    }
}
