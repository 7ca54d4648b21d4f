using Border.Patrols.V1;

namespace Border.Patrols.Tracks;

/// <summary>The ways of one device from point to point that are known well enough to say that it went there.</summary>
internal static class TrackWays
{
    private const double MostMeters = 5000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <param name="points">In the order of their times.</param>
    public static IEnumerable<(TrackPoint From, TrackPoint To)> Of(IEnumerable<TrackPoint> points, IReadOnlyList<Pause> pauses)
    {
        var source = new TrackSource();
        foreach (var point in points)
        {
            var (last, jump) = (source.LastPoint, source.LastJump);
            if (TrackMeter.Add(source, point) || last is null)
                continue;
            // As the meter has it: from the last point, or from the jump that turned out to be right.
            var from = TrackMeter.IsJump(last, point) ? jump! : last;
            if (IsKnown(from, point) && !pauses.Any(pause => IsDuring(pause, from, point)))
                yield return (from, point);
        }
    }

    private static bool IsKnown(TrackPoint from, TrackPoint to) =>
        to.Time.ToDateTimeOffset() - from.Time.ToDateTimeOffset() <= Longest && Wgs84.Meters(from.Position, to.Position) <= MostMeters;

    // A pause that has no end lasts.
    private static bool IsDuring(Pause pause, TrackPoint from, TrackPoint to) =>
        to.Time > pause.StartTime && (pause.EndTime is null || from.Time < pause.EndTime);
}
