using System.Globalization;

namespace Border.Statistics.Periods;

internal enum PeriodKind
{
    Day,
    Month,
    Quarter,
    Half,
    Year,
    FiscalYear,
    YearToDate,
    Days,
}

/// <summary>A period that figures are asked for, with the days that it stands for.</summary>
internal sealed record Period
{
    private Period(PeriodKind kind, DayRange days, string label, int fiscalStartMonth = 1) =>
        (Kind, Range, Label, FiscalStartMonth) = (kind, days, label, fiscalStartMonth);

    public PeriodKind Kind { get; }

    public DayRange Range { get; }

    public DateOnly Start => Range.Start;

    public DateOnly End => Range.End;

    /// <summary>The text that parses to this period.</summary>
    public string Label { get; }

    /// <summary>For a fiscal year, the month in which it starts.</summary>
    public int FiscalStartMonth { get; }

    /// <summary>For a quarter or half, which one of the year.</summary>
    public int Part => Kind switch
    {
        PeriodKind.Quarter => ((Start.Month - 1) / 3) + 1,
        PeriodKind.Half => Start.Month == 1 ? 1 : 2,
        _ => 0,
    };

    /// <summary>The year that it is named after.</summary>
    public int Year => Kind == PeriodKind.FiscalYear ? End.Year : Start.Year;

    public static Period ForYear(int year) => new(PeriodKind.Year, Months(year, 1, 12), Text(year));

    public static Period ForHalf(int year, int half) =>
        new(PeriodKind.Half, Months(year, (half * 6) - 5, 6), $"{Text(year)}-H{half}");

    public static Period ForQuarter(int year, int quarter) =>
        new(PeriodKind.Quarter, Months(year, (quarter * 3) - 2, 3), $"{Text(year)}-Q{quarter}");

    public static Period ForMonth(int year, int month) =>
        new(PeriodKind.Month, Months(year, month, 1), $"{Text(year)}-{month:00}");

    public static Period ForDay(DateOnly day) => new(PeriodKind.Day, new(day, day), Text(day));

    public static Period ForDays(DateOnly start, DateOnly end) =>
        new(PeriodKind.Days, new(start, end), $"{Text(start)}..{Text(end)}");

    public static Period ForYearToDate(DateOnly day) =>
        new(PeriodKind.YearToDate, new(new(day.Year, 1, 1), day), $"{Text(day.Year)}-YTD@{Text(day)}");

    /// <param name="startMonth">A fiscal year that starts in January is the calendar year; any other is named after the year it ends in.</param>
    public static Period ForFiscalYear(int year, int startMonth) =>
        new(PeriodKind.FiscalYear, Months(startMonth == 1 ? year : year - 1, startMonth, 12), $"FY{Text(year)}", startMonth);

    /// <summary>Days as a period, named as the month or day that they are where they are one.</summary>
    public static Period Naming(DayRange days)
    {
        if (days.Days == 1)
            return ForDay(days.Start);
        var month = ForMonth(days.Start.Year, days.Start.Month);
        return month.Range == days ? month : ForDays(days.Start, days.End);
    }

    /// <summary>The same period a year before. Whole months stay whole; 29 February becomes 28 February.</summary>
    public Period YearBefore() => Kind switch
    {
        PeriodKind.Day => ForDay(Start.AddYears(-1)),
        PeriodKind.Month => ForMonth(Year - 1, Start.Month),
        PeriodKind.Quarter => ForQuarter(Year - 1, Part),
        PeriodKind.Half => ForHalf(Year - 1, Part),
        PeriodKind.Year => ForYear(Year - 1),
        PeriodKind.FiscalYear => ForFiscalYear(Year - 1, FiscalStartMonth),
        PeriodKind.YearToDate => ForYearToDate(End.AddYears(-1)),
        _ => DaysYearBefore(),
    };

    private Period DaysYearBefore()
    {
        var end = End.AddYears(-1);
        return ForDays(Start.AddYears(-1), Range.IsWholeMonths ? DayRange.LastOfMonth(end) : end);
    }

    private static DayRange Months(int year, int firstMonth, int count)
    {
        var start = new DateOnly(year, firstMonth, 1);
        return new(start, DayRange.LastOfMonth(start.AddMonths(count - 1)));
    }

    private static string Text(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
