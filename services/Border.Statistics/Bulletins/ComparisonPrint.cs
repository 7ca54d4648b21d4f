using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Bulletins;

/// <summary>Words a comparison, such as "up 220% on the first half of 2020 (2,631)".</summary>
internal sealed class ComparisonPrint(FigureRow row, NumberPrint print)
{
    /// <summary>From here on a fall is told as the share that is left.</summary>
    private const decimal GreatFall = -90;

    /// <summary>Null when there is no base; the notes say why.</summary>
    public Bilingual? Words(BaseComparison comparison)
    {
        if (comparison.Base is not { } basis)
            return null;
        var period = PeriodNames.Of(comparison.Period);
        var number = print.Number(basis);
        if (Withheld(comparison, period, number) is { } withheld)
            return withheld;
        if (comparison.Change == 0)
            return new($"unchanged from {period.En} ({number.En})", $"与{period.Zh}持平（{number.Zh}）");
        if (basis.Amount == 0)
            return new($"from none in {period.En}", $"{period.Zh}为零");
        if (row.Value is not { Amount: not 0 })
            return new($"against {number.En} in {period.En}", $"{period.Zh}为{number.Zh}");
        return row.Indicator is { Measure: Measure.Rate, Unit: Units.Percent }
            ? Points(comparison, period, number)
            : Percent(comparison, period, number);
    }

    /// <summary>Where a percentage would mislead, both numbers are told instead.</summary>
    private Bilingual? Withheld(BaseComparison comparison, Bilingual period, Bilingual number)
    {
        if (comparison.Has(FigureFlag.RuleBreak) && comparison.Percent is null)
            return new($"against {number.En} in {period.En} by another counting rule", $"{period.Zh}按另一统计口径为{number.Zh}");
        if (comparison.Change is null)
            return new($"against {number.En} in {period.En}, which has other days", $"{period.Zh}为{number.Zh}（天数不同，不作比较）");
        return comparison.Has(FigureFlag.Incomplete) || row.Has(FigureFlag.Incomplete)
            ? new($"against {number.En} in {period.En}, as far as reported", $"{period.Zh}已上报部分为{number.Zh}")
            : null;
    }

    private static Bilingual Points(BaseComparison comparison, Bilingual period, Bilingual number)
    {
        var points = Decimals.Text(Math.Abs(comparison.Change!.Value));
        return comparison.Change > 0
            ? new($"up {points} percentage points on {period.En} ({number.En})", $"比{period.Zh}上升{points}个百分点（{number.Zh}）")
            : new($"down {points} percentage points on {period.En} ({number.En})", $"比{period.Zh}下降{points}个百分点（{number.Zh}）");
    }

    private Bilingual Percent(BaseComparison comparison, Bilingual period, Bilingual number)
    {
        var percent = comparison.Percent!.Percent;
        if (percent <= GreatFall)
            return Share(comparison, 100 + percent, period, number);
        var printed = print.Percent(percent);
        var than = Than(comparison, period);
        if (printed is null)
            return new($"little changed from {period.En} ({number.En})", $"{than}基本持平（{period.Zh}为{number.Zh}）");
        return percent > 0
            ? new($"up {printed}% on {period.En} ({number.En})", $"{than}上升{printed}%（{period.Zh}为{number.Zh}）")
            : new($"down {printed}% on {period.En} ({number.En})", $"{than}下降{printed}%（{period.Zh}为{number.Zh}）");
    }

    private Bilingual Share(BaseComparison comparison, decimal percent, Bilingual period, Bilingual number)
    {
        var years = PeriodNames.YearsBefore(row.Counted, comparison.Period.Range);
        var whole = years is null ? period : SamePeriod(comparison.Period.Year);
        return NumberPrint.Share(percent) is { } share
            ? new($"only {share}% of {whole.En} ({number.En})", $"仅为{whole.Zh}的{share}%（{number.Zh}）")
            : new($"less than 1% of {whole.En} ({number.En})", $"不足{whole.Zh}的1%（{number.Zh}）");
    }

    private string Than(BaseComparison comparison, Bilingual period) =>
        PeriodNames.YearsBefore(row.Counted, comparison.Period.Range) switch
        {
            1 => "同比",
            null => $"比{period.Zh}",
            _ => $"比{SamePeriod(comparison.Period.Year).Zh}",
        };

    private static Bilingual SamePeriod(int year) => new($"the same period of {year}", $"{year}年同期");
}
