using Border.Statistics.Periods;
using Border.Statistics.V1;

namespace Border.Statistics.Numbers;

/// <summary>A figure beside the same figure of another period.</summary>
/// <param name="Percent">Not rounded. Null when it cannot be told or is withheld.</param>
internal sealed record BaseComparison(
    Period Period, Approximate? Base, decimal? Change, PercentChange? Percent, IReadOnlyList<FigureFlag> Flags)
{
    public bool Has(FigureFlag flag) => Flags.Contains(flag);
}

/// <summary>What is known of a base before it is compared.</summary>
/// <param name="Value">Null when nobody reported it, or no record is held from its time.</param>
/// <param name="AreAlike">Whether the base has the days of the figure.</param>
/// <param name="HasRuleBreak">Whether the counting rule changed between the two.</param>
internal sealed record BaseFigure(
    Period Period, Approximate? Value, IReadOnlyList<FigureFlag> Flags, bool AreAlike = true, bool HasRuleBreak = false);

/// <summary>Compares a figure with its base, and says what cannot be compared.</summary>
internal static class Comparing
{
    /// <summary>Below this, one case more or less moves the percentage by more than three points.</summary>
    private const decimal SmallBase = 30;

    public static BaseComparison Compare(Approximate? value, BaseFigure basis, bool acrossRuleBreaks)
    {
        List<FigureFlag> flags = [.. basis.Flags];
        if (!basis.AreAlike)
            flags.Add(FigureFlag.Partial);
        if (basis.HasRuleBreak)
            flags.Add(FigureFlag.RuleBreak);
        if (basis.Value is not { } baseValue)
            return new(basis.Period, null, null, null, flags);
        if (baseValue.Amount == 0)
            flags.Add(FigureFlag.FromNone);
        else if (Math.Abs(baseValue.Amount) < SmallBase)
            flags.Add(FigureFlag.SmallBase);
        if (value is not { } known || !basis.AreAlike)
            return new(basis.Period, baseValue, null, null, flags);
        var withheld = basis.HasRuleBreak && !acrossRuleBreaks;
        var percent = withheld ? null : PercentChange.Between(known, baseValue);
        return new(basis.Period, baseValue, known.Amount - baseValue.Amount, percent, flags);
    }
}
