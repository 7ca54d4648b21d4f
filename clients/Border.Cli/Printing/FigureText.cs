using Border.Statistics.V1;

namespace Border.Cli.Printing;

/// <summary>Figures as CSV and as a table.</summary>
internal static class FigureText
{
    public const string CsvHeader =
        "indicator,unit,period,area,category,value,qualifier,low,high,base_period,base_value,change,percent,percent_low,percent_high,flags,remainder";

    /// <summary>The header and one row for each figure and comparison.</summary>
    public static IEnumerable<string> Csv(IEnumerable<Figure> figures) => figures.SelectMany(CsvRows).Prepend(CsvHeader);

    public static IEnumerable<string> Table(IEnumerable<Figure> figures)
    {
        var table = new TextTable(
            TextTable.Left("indicator"), TextTable.Left("period"), TextTable.Left("area"), TextTable.Left("category"),
            TextTable.Right("value"), TextTable.Left("unit"), TextTable.Left("base"), TextTable.Right("base value"),
            TextTable.Right("change"), TextTable.Right("percent"), TextTable.Left("flags"));
        foreach (var figure in figures)
        {
            var first = true;
            foreach (var comparison in Comparisons(figure))
            {
                string Once(string text) => first ? text : "";
                table.Add(
                    Once(figure.Indicator), Once(figure.Period), Once(figure.Remainder ? $"{figure.Area} itself" : figure.Area), Once(figure.Category),
                    Once(Numbers.Printed(figure.Value)), Once(figure.Unit),
                    comparison?.BasePeriod ?? "", comparison is null ? "" : Numbers.Printed(comparison.Base),
                    Numbers.Signed(comparison?.Change ?? ""), comparison is null ? "" : Numbers.Percent(comparison),
                    string.Join(", ", Flags(figure, comparison)).Replace('_', ' '));
                first = false;
            }
        }
        return table.Lines();
    }

    private static IEnumerable<string> CsvRows(Figure figure) => Comparisons(figure).Select(comparison => CsvText.Row(
        figure.Indicator, figure.Unit, figure.Period, figure.Area, figure.Category,
        figure.Value?.Amount ?? "", QualifierOf(figure.Value), figure.Value?.Low ?? "", figure.Value?.High ?? "",
        comparison?.BasePeriod ?? "", comparison?.Base?.Amount ?? "", comparison?.Change ?? "",
        comparison?.Percent ?? "", comparison?.PercentLow ?? "", comparison?.PercentHigh ?? "",
        string.Join(';', Flags(figure, comparison)), figure.Remainder ? "true" : "false"));

    private static IEnumerable<Comparison?> Comparisons(Figure figure) => figure.Comparisons.DefaultIfEmpty();

    private static string QualifierOf(Value? value) =>
        value is null ? "" : EnumWords.WordOf(value.Qualifier == Qualifier.Unspecified ? Qualifier.Exact : value.Qualifier);

    private static IEnumerable<string> Flags(Figure figure, Comparison? comparison) =>
        figure.Flags.Concat(comparison?.Flags ?? []).Select(flag => EnumWords.WordOf(flag)).Where(word => word.Length > 0).Distinct();
}
