using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Border.Statistics.Periods;

/// <summary>Reads the text forms of periods. Capitals and small letters are the same.</summary>
internal static partial class PeriodParser
{
    private const int FirstYear = 1901;
    private const int LastYear = 2099;

    public const string Forms =
        "2021, 2021-H1, 2021-Q2, 2021-05, 2021-05-17, 2021-01-01..2021-05-31, FY2023 or 2023-YTD@2023-08-20";

    /// <param name="error">What is wrong with the text, for the caller; null when nothing is.</param>
    public static bool TryParse(
        string text, int fiscalStartMonth, [NotNullWhen(true)] out Period? period, [NotNullWhen(false)] out string? error)
    {
        (period, error) = Parse(text.ToUpperInvariant(), fiscalStartMonth);
        return period is not null;
    }

    private static (Period? Period, string? Error) Parse(string text, int fiscalStartMonth)
    {
        var unit = Unit().Match(text);
        if (unit.Success)
            return ParseUnit(unit);
        var fiscal = Fiscal().Match(text);
        if (fiscal.Success)
            return InYears(Number(fiscal, "year"), year => Period.ForFiscalYear(year, fiscalStartMonth));
        var toDate = ToDate().Match(text);
        if (toDate.Success)
            return ParseToDate(Number(toDate, "year"), toDate.Groups["day"].Value);
        var ends = text.Split("..");
        return ends.Length == 2 ? ParseDays(ends[0], ends[1]) : ParseDay(text);
    }

    private static (Period?, string?) ParseUnit(Match match) => InYears(Number(match, "year"), year =>
        match.Groups["half"].Success ? Period.ForHalf(year, Number(match, "half"))
        : match.Groups["quarter"].Success ? Period.ForQuarter(year, Number(match, "quarter"))
        : match.Groups["month"].Success ? Period.ForMonth(year, Number(match, "month"))
        : Period.ForYear(year));

    private static (Period?, string?) ParseToDate(int year, string dayText)
    {
        if (!TryDay(dayText, out var day))
            return (null, $"'{dayText}' is not a day as YYYY-MM-DD");
        return day.Year == year
            ? InYears(year, _ => Period.ForYearToDate(day))
            : (null, $"the day {dayText} does not lie in the year {year}");
    }

    private static (Period?, string?) ParseDays(string startText, string endText)
    {
        if (!TryDay(startText, out var start))
            return (null, $"'{startText}' is not a day as YYYY-MM-DD");
        if (!TryDay(endText, out var end))
            return (null, $"'{endText}' is not a day as YYYY-MM-DD");
        if (end < start)
            return (null, $"the last day {endText} lies before the first day {startText}");
        var (period, error) = InYears(start.Year, _ => Period.ForDays(start, end));
        return period is null ? (null, error) : InYears(end.Year, _ => period);
    }

    private static (Period?, string?) ParseDay(string text) => TryDay(text, out var day)
        ? InYears(day.Year, _ => Period.ForDay(day))
        : (null, $"it is none of the forms {Forms}");

    private static (Period?, string?) InYears(int year, Func<int, Period> make) => year is >= FirstYear and <= LastYear
        ? (make(year), null)
        : (null, $"the year {year} does not lie between {FirstYear} and {LastYear}");

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<year>[0-9]{4})(-(H(?<half>[12])|Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex("^FY(?<year>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Fiscal();

    [GeneratedRegex("^(?<year>[0-9]{4})-YTD@(?<day>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ToDate();
}
