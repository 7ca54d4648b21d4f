using System.Globalization;
using Border.Patrols.V1;

namespace Border.Patrols.Tracks;

internal static class TrackTime
{
    /// <summary>The time of a point in a file: UTC, with as many digits of the second as it has.</summary>
    public static string Text(TrackPoint point) =>
        point.Time.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
