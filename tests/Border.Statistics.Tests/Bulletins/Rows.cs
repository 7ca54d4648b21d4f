using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Bulletins;

/// <summary>Figures to write about.</summary>
internal static class Rows
{
    public static IndicatorDefinition Indicator(string code) => Records.Indicators.All.Single(indicator => indicator.Code == code);

    public static IndicatorDefinition Returned(
        string unit, Qualifier qualifier = Qualifier.Exact, decimal? step = null, Measure measure = Measure.Flow) => new()
        {
            Code = "x",
            Name = new("Things inspected", "查验事项"),
            Unit = unit,
            Measure = measure,
            Methodology = new("", ""),
            Style = new(qualifier, step),
        };

    public static FigureRow Row(IndicatorDefinition indicator, Approximate? value, string period, params BaseComparison[] comparisons) =>
        new(indicator, Parsed(period), Parsed(period).Range, "", "", value, [], comparisons);

    public static FigureRow Compared(
        IndicatorDefinition indicator, decimal value, string period, params (string Period, decimal Amount)[] bases) => Row(
        indicator,
        Approximate.Exact(value),
        period,
        [.. bases.Select(basis => Base(Approximate.Exact(value), basis.Period, Approximate.Exact(basis.Amount)))]);

    public static BaseComparison Base(Approximate? value, string period, Approximate? basis, params FigureFlag[] flags) =>
        Comparing.Compare(value, new(Parsed(period), basis, flags), acrossRuleBreaks: false);
}
