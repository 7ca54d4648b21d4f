using Border.Statistics.Periods;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Releases;

internal static class ReleaseDays
{
    /// <summary>The days that a release counts.</summary>
    public static DayRange Days(this Release release) => new(ReturnLines.Day(release.StartDate), ReturnLines.Day(release.EndDate));
}
