using System.Globalization;
using Border.Statistics.Periods;

namespace Border.Statistics.Bulletins;

/// <summary>Periods and days as they are written in running text.</summary>
internal static class PeriodNames
{
    private static readonly Bilingual[] Quarters =
        [new("first", "第一"), new("second", "第二"), new("third", "第三"), new("fourth", "第四")];

    public static Bilingual Of(Period period) => period.Kind switch
    {
        PeriodKind.Year => new($"{period.Year}", $"{period.Year}年"),
        PeriodKind.Half => Half(period),
        PeriodKind.Quarter => Quarter(period),
        PeriodKind.Month => new($"{Month(period.Start)} {period.Year}", $"{period.Year}年{period.Start.Month}月"),
        PeriodKind.Day => Day(period.Start),
        PeriodKind.FiscalYear => FiscalYear(period),
        _ => Days(period.Range),
    };

    public static Bilingual Day(DateOnly day) =>
        new($"{day.Day} {Month(day)} {day.Year}", $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>How many years before it a range of the same dates lies; null when its dates are others.</summary>
    public static int? YearsBefore(DayRange range, DayRange before)
    {
        var years = range.Start.Year - before.Start.Year;
        if (years == 0 || range.Start.AddYears(-years) != before.Start)
            return null;
        var end = range.End.AddYears(-years);
        var isSame = end == before.End || (range.IsWholeMonths && DayRange.LastOfMonth(end) == before.End);
        return isSame ? years : null;
    }

    private static Bilingual Half(Period period) => period.Part == 1
        ? new($"the first half of {period.Year}", $"{period.Year}年上半年")
        : new($"the second half of {period.Year}", $"{period.Year}年下半年");

    private static Bilingual Quarter(Period period)
    {
        var name = Quarters[period.Part - 1];
        return new($"the {name.En} quarter of {period.Year}", $"{period.Year}年{name.Zh}季度");
    }

    private static Bilingual FiscalYear(Period period) => period.FiscalStartMonth == 1
        ? new($"fiscal year {period.Year}", $"{period.Year}财年")
        : new(
            $"fiscal year {period.Year} ({Month(period.Start)} {period.Start.Year} to {Month(period.End)} {period.End.Year})",
            $"{period.Year}财年（{period.Start.Year}年{period.Start.Month}月至{period.End.Year}年{period.End.Month}月）");

    private static Bilingual Days(DayRange days)
    {
        var (from, to) = (Day(days.Start), Day(days.End));
        return days.Start.Year == days.End.Year
            ? new($"{days.Start.Day} {Month(days.Start)} to {to.En}", $"{from.Zh}至{days.End.Month}月{days.End.Day}日")
            : new($"{from.En} to {to.En}", $"{from.Zh}至{to.Zh}");
    }

    private static string Month(DateOnly day) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month);
}
