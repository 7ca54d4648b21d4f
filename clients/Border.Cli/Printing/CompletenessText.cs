using System.Globalization;
using Border.Statistics.V1;

namespace Border.Cli.Printing;

/// <summary>Completeness as CSV and as a table.</summary>
internal static class CompletenessText
{
    private static readonly string[] Columns =
        ["indicator", "area", "name_en", "name_zh", "status", "value", "qualifier", "known_on", "late_days", "contradicts_zero_report", "zero_report"];

    /// <summary>A row for each indicator and area.</summary>
    public static IEnumerable<string> Csv(GetCompletenessResponse response) => CsvText.Rows(
        Columns,
        from indicator in response.Indicators
        from area in indicator.Areas
        select new[]
        {
            indicator.Indicator, area.Area, area.DisplayName?.En ?? "", area.DisplayName?.Zh ?? "", EnumWords.WordOf(area.Status),
            area.Value?.Amount ?? "", area.Value is null ? "" : EnumWords.WordOf(area.Value.Qualifier), area.KnownOn,
            area.LateDays.ToString(CultureInfo.InvariantCulture), area.ContradictsZeroReport ? "true" : "false", area.ZeroReport,
        });

    /// <summary>When it is due, the totals, and a row for each indicator and area.</summary>
    public static IEnumerable<string> Table(GetCompletenessResponse response)
    {
        var table = new TextTable(
            TextTable.Left("indicator"), TextTable.Left("area"), TextTable.Left("name"), TextTable.Left("status"), TextTable.Right("value"),
            TextTable.Left("known on"), TextTable.Right("days late"), TextTable.Left("note"));
        foreach (var indicator in response.Indicators)
        {
            foreach (var area in indicator.Areas)
            {
                table.Add(
                    indicator.Indicator, area.Area, area.DisplayName?.En ?? "", EnumWords.WordOf(area.Status).Replace('_', ' '),
                    area.Value is null ? "" : Numbers.Printed(area.Value), area.KnownOn, area.LateDays > 0 ? Numbers.Grouped(area.LateDays) : "",
                    area.ContradictsZeroReport ? "contradicts its zero report" : "");
            }
        }

        return
        [
            $"{response.Period}: {response.StartDate} to {response.EndDate}, due {response.DueDate}, as known on {response.AsOf}.",
            .. response.Indicators.Select(Totals),
            "",
            .. table.Lines(),
        ];
    }

    private static string Totals(IndicatorCompleteness of)
    {
        var counts = new (int Count, string Word)[]
        {
            (of.ReportedCount, "reported"), (of.ZeroCount, "had nothing"), (of.PartialCount, "partial"), (of.MissingCount, "missing"),
            (of.NotDueCount, "not due"), (of.LateCount, "late"),
        };
        var told = counts.Where(part => part.Count > 0).Select(part => $"{Numbers.Grouped(part.Count)} {part.Word}");
        return $"{of.Indicator}: of {Numbers.Grouped(of.ExpectedCount)} areas {string.Join(", ", told)}{(of.Stale ? "; its feed is behind" : "")}.";
    }
}
