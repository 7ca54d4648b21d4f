using System.Globalization;
using Border.Seizures.V1;

namespace Border.Seizures.Custody.Reports;

/// <summary>Writes the report of an exhibit in both languages.</summary>
internal static class CustodyReportWriter
{
    private static readonly EnglishReport English = new();
    private static readonly ChineseReport Chinese = new();

    /// <param name="report">Complete but for its texts, which it gets.</param>
    public static void Write(CustodyReport report)
    {
        report.TextEn = Text(report, English);
        report.TextZh = Text(report, Chinese);
    }

    private static string Text(CustodyReport report, ReportLanguage language) => string.Join('\n',
    [
        .. language.Heading(report),
        "",
        .. report.Exhibit.Entries.SelectMany(entry => Lines(entry, language)),
        "",
        .. language.Closing(report),
        "",
    ]);

    private static IEnumerable<string> Lines(CustodyEntry entry, ReportLanguage language)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{entry.Number}. {language.Time(entry.ActTime)} {entry.Actor} {language.Sentence(entry)}");
        foreach (var line in language.Footing(entry))
            yield return $"   {line}";
    }
}
