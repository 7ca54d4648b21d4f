using Border.Statistics.Figures;
using Border.Statistics.Periods;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Releases;

internal static class ReleaseDays
{
    /// <summary>The days that a release counts.</summary>
    public static DayRange Days(this Release release) => new(ReturnLines.Day(release.StartDate), ReturnLines.Day(release.EndDate));

    /// <summary>Whether it prints totals of any of these days: its own, or as a base.</summary>
    public static bool Tells(this Release release, DayRange days)
    {
        var (period, bases) = PeriodFields.Read(release.Period, release.CompareWith, release.FiscalStartMonth);
        return release.Days().Overlaps(days) || (bases.Count > 0 ? bases : [period.YearBefore()]).Any(basis => basis.Range.Overlaps(days));
    }
}
