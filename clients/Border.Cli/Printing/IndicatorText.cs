using Border.Statistics.V1;

namespace Border.Cli.Printing;

/// <summary>Indicators as CSV and as a table.</summary>
internal static class IndicatorText
{
    private static readonly string[] CsvColumns =
    [
        "code", "unit", "measure", "counted", "name_en", "name_zh", "deciding_date", "category_kind",
        "print_qualifier", "print_step", "note_en", "note_zh",
    ];

    public static IEnumerable<string> Csv(IEnumerable<Indicator> indicators) => indicators.Select(i => CsvText.Row(
        i.Code, i.Unit, EnumWords.WordOf(i.Measure), i.Counted ? "true" : "false", i.DisplayName?.En ?? "", i.DisplayName?.Zh ?? "",
        i.DecidingDate, i.CategoryKind, i.PrintStyle is null ? "" : EnumWords.WordOf(i.PrintStyle.Qualifier), i.PrintStyle?.Step ?? "",
        i.Methodology?.En ?? "", i.Methodology?.Zh ?? "")).Prepend(CsvText.Row(CsvColumns));

    public static IEnumerable<string> Table(IEnumerable<Indicator> indicators)
    {
        var table = new TextTable(
            TextTable.Left("code"), TextTable.Left("unit"), TextTable.Left("measure"), TextTable.Left("from"), TextTable.Left("categories"),
            TextTable.Left("name"), TextTable.Left("Chinese name"));
        foreach (var i in indicators)
        {
            table.Add(
                i.Code, i.Unit, EnumWords.WordOf(i.Measure), i.Counted ? "records" : "returns", i.CategoryKind,
                i.DisplayName?.En ?? "", i.DisplayName?.Zh ?? "");
        }
        return table.Lines();
    }
}
