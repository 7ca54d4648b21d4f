using Border.Statistics.Periods;

namespace Border.Statistics.Completeness;

/// <summary>By when a period must be reported, seen on a day.</summary>
/// <param name="Last">The last day on which a report is in time.</param>
/// <param name="Day">The day that it is looked at.</param>
internal sealed record ReportDue(Period Period, DateOnly Last, DateOnly Day)
{
    public static ReportDue Of(Period period, int dueDays, DateOnly day) => new(period, period.End.AddDays(dueDays), day);

    public bool IsPeriodOver => Day > Period.End;

    /// <summary>What is silent is missing.</summary>
    public bool IsPast => Day > Last;

    /// <summary>By how many days something that happened on a day was late; 0 for in time.</summary>
    public int LateDays(DateOnly day) => Math.Max(0, day.DayNumber - Last.DayNumber);
}
