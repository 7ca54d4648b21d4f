using Border.Statistics.Numbers;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Figures;

/// <summary>Figures as messages.</summary>
internal static class FigureMessages
{
    public static Figure ToMessage(FigureRow row)
    {
        var figure = new Figure
        {
            Indicator = row.Indicator.Code,
            Unit = row.Indicator.Unit,
            Measure = row.Indicator.Measure,
            Period = row.Period.Label,
            StartDate = ReturnLines.Text(row.Counted.Start),
            EndDate = ReturnLines.Text(row.Counted.End),
            Area = row.Area,
            Category = row.Category,
            Value = ToMessage(row.Value),
            Remainder = row.Remainder,
        };
        figure.Comparisons.AddRange(row.Comparisons.Select(ToMessage));
        figure.Flags.AddRange(row.Flags);
        return figure;
    }

    private static Comparison ToMessage(BaseComparison comparison) => new()
    {
        BasePeriod = comparison.Period.Label,
        Base = ToMessage(comparison.Base),
        Change = comparison.Change is { } change ? Decimals.Text(change) : "",
        Percent = Percent(comparison.Percent?.Percent),
        PercentLow = Percent(comparison.Percent?.Low),
        PercentHigh = Percent(comparison.Percent?.High),
        Flags = { comparison.Flags },
    };

    public static Value? ToMessage(Approximate? number) => number is not { } known ? null : new()
    {
        Amount = Decimals.Text(known.Amount),
        Qualifier = known.Qualifier,
        Low = Decimals.Text(known.Low),
        High = Decimals.Text(known.High),
    };

    private static string Percent(decimal? percent) => percent is { } known
        ? PercentChange.Printed(known).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)
        : "";
}
