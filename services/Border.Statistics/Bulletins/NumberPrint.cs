using System.Globalization;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Bulletins;

/// <summary>Prints numbers at the step and in the words of an indicator's style.</summary>
internal sealed class NumberPrint(IndicatorDefinition indicator, bool unrounded)
{
    private readonly NumberStyle _style = unrounded ? NumberStyle.AsItIs : indicator.Style;

    /// <summary>With its unit, such as "more than 7,000" or "1.25 t"; in Chinese with its measure word.</summary>
    public Bilingual Number(Approximate value)
    {
        var (number, isMoreThan) = Rounded(value);
        var en = number.ToString("#,##0.############", CultureInfo.InvariantCulture) + Units.InEnglish(indicator.Unit);
        var zh = Decimals.Text(number) + Units.InChinese(indicator.Unit);
        return isMoreThan ? new($"more than {en}", $"超过{zh}") : new(en, zh);
    }

    /// <summary>Without sign; null when it rounds to nothing.</summary>
    public string? Percent(decimal percent) => Trimmed(Math.Abs(percent), PercentDecimals);

    /// <summary>A share of the base, always in whole percent; null when it rounds to nothing.</summary>
    public static string? Share(decimal percent) => Trimmed(percent, 0);

    /// <summary>
    /// Numbers known to the last unit, or cut, are compared in whole percent, as the press does; rounded and measured ones to
    /// a tenth.
    /// </summary>
    private int PercentDecimals =>
        unrounded ? 2 : _style is { Qualifier: not Qualifier.Rounded, Step: >= 1 } ? 0 : 1;

    private (decimal Number, bool IsMoreThan) Rounded(Approximate value)
    {
        var isCut = value.Qualifier == Qualifier.MoreThan;
        if (_style.Step is not { } step || step <= 0)
            return (value.Amount, isCut);
        // More than a number is no more than the least that it can be.
        var isMoreThan = isCut || (_style.Qualifier == Qualifier.MoreThan && value.Amount % step != 0);
        var number = step * (isMoreThan ? decimal.Truncate(value.Low / step) : decimal.Round(value.Amount / step, MidpointRounding.AwayFromZero));
        // A number smaller than the step would vanish.
        return number == 0 ? (value.Amount, isCut) : (number, isMoreThan);
    }

    private static string? Trimmed(decimal percent, int decimals)
    {
        var rounded = decimal.Round(percent, decimals, MidpointRounding.AwayFromZero);
        return rounded == 0 ? null : rounded.ToString("#,##0.##", CultureInfo.InvariantCulture);
    }
}
