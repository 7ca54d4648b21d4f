using System.Globalization;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;

namespace Border.Cli.Printing;

/// <summary>What was covered of the boundary, as CSV and as a table.</summary>
internal static class CoverageText
{
    private static readonly string[] Columns = ["section", "area", "name_en", "name_zh", "length_meters", "covered_meters", "share"];

    /// <summary>A row for each section.</summary>
    public static IEnumerable<string> Csv(Coverage coverage) => CsvText.Rows(
        Columns,
        coverage.Sections.Select(section => new[]
        {
            section.Section, section.Area, section.DisplayName?.En ?? "", section.DisplayName?.Zh ?? "", Exact(section.Covered.LengthMeters, 1),
            Exact(section.Covered.CoveredMeters, 1), Exact(section.Covered.Share, 4),
        }));

    /// <summary>The total, and a row for each area and, below it, for each of its sections.</summary>
    public static IEnumerable<string> Table(string of, Coverage coverage)
    {
        var table = new TextTable(
            TextTable.Left("area"), TextTable.Left("section"), TextTable.Left("name"), TextTable.Right("metres"), TextTable.Right("covered"),
            TextTable.Right("share"));
        foreach (var area in coverage.Areas)
        {
            Add(table, area.Covered, area.Area, "", "");
            foreach (var section in coverage.Sections.Where(section => section.Area == area.Area))
                Add(table, section.Covered, "", RecordNames.IdOf(section.Section), section.DisplayName?.En ?? "");
        }

        var total = coverage.Total;
        var told = $"{of}: {Metres(total.CoveredMeters)} of {Metres(total.LengthMeters)} metres covered ({Percent(total.Share)}), within "
            + $"{Exact(coverage.ToleranceMeters, 1)} metres, by {Numbers.Grouped(coverage.TrackCount)} tracks.";
        return coverage.Areas.Count == 0 ? [told] : [told, "", .. table.Lines()];
    }

    private static void Add(TextTable table, CoveredLength covered, params string[] labels) =>
        table.Add([.. labels, Metres(covered.LengthMeters), Metres(covered.CoveredMeters), Percent(covered.Share)]);

    private static string Metres(double meters) => Numbers.Grouped((long)Math.Round(meters));

    private static string Percent(double share) => $"{(share * 100).ToString("0.0", CultureInfo.InvariantCulture)}%";

    private static string Exact(double number, int digits) => Math.Round(number, digits).ToString("0.####", CultureInfo.InvariantCulture);
}
