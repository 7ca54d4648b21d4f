namespace Border.Statistics.Periods;

/// <summary>Days in a row, both ends included.</summary>
internal readonly record struct DayRange(DateOnly Start, DateOnly End)
{
    public int Days => End.DayNumber - Start.DayNumber + 1;

    /// <summary>It begins on the first day of a month and ends on the last day of one.</summary>
    public bool IsWholeMonths => Start.Day == 1 && IsLastOfMonth(End);

    public bool Overlaps(DayRange other) => other.Start <= End && Start <= other.End;

    public bool Contains(DayRange other) => other.Start >= Start && other.End <= End;

    /// <summary>The calendar months that it touches, the first and the last cut to it.</summary>
    public IEnumerable<DayRange> Months()
    {
        for (var start = Start; start <= End; start = LastOfMonth(start).AddDays(1))
        {
            var last = LastOfMonth(start);
            yield return new(start, last < End ? last : End);
            if (last >= End)
                yield break;
        }
    }

    public IEnumerable<DayRange> EachDay()
    {
        for (var number = Start.DayNumber; number <= End.DayNumber; number++)
            yield return new(DateOnly.FromDayNumber(number), DateOnly.FromDayNumber(number));
    }

    public static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    public static bool IsLastOfMonth(DateOnly day) => day.Day == DateTime.DaysInMonth(day.Year, day.Month);
}
