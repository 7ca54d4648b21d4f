using Border.Patrols.V1;

namespace Border.Patrols.Tracks;

/// <summary>Measures the track of one device, point by point in the order of their times.</summary>
internal static class TrackMeter
{
    /// <summary>Faster than any patrol: a point that is further off than this is a jump of the device.</summary>
    private const double JumpMetersPerSecond = 100;

    /// <summary>Slower is standing still.</summary>
    private const double MovingMetersPerSecond = 0.5;

    /// <summary>Measures again from the beginning.</summary>
    /// <param name="source">Its numbers stay.</param>
    public static void Restart(TrackSource source) =>
        (source.PointCount, source.JumpCount, source.DistanceMeters, source.MovingSeconds, source.StartTime, source.EndTime, source.LastPoint,
            source.LastJump) = (0, 0, 0, 0, null, null, null, null);

    /// <param name="point">After all that were measured.</param>
    /// <returns>Whether it is a jump.</returns>
    public static bool Add(TrackSource source, TrackPoint point)
    {
        source.PointCount++;
        source.StartTime ??= point.Time;
        source.EndTime = point.Time;

        // When two points agree with each other and not with the one before them, the device has found its place.
        var before = source.LastPoint;
        if (before is not null && IsJump(before, point))
            before = source.LastJump is { } jump && !IsJump(jump, point) ? jump : null;
        if (before is null && source.LastPoint is not null)
        {
            source.JumpCount++;
            source.LastJump = point;
            return true;
        }

        if (before is not null)
            Move(source, before, point);
        (source.LastPoint, source.LastJump) = (point, null);
        return false;
    }

    /// <summary>Whether a point is measured after another: by their times, and by their numbers when these are the same.</summary>
    public static bool IsAfter(TrackPoint point, TrackPoint other) =>
        point.Time > other.Time || (point.Time == other.Time && point.Sequence > other.Sequence);

    private static void Move(TrackSource source, TrackPoint from, TrackPoint to)
    {
        var meters = Wgs84.Meters(from.Position, to.Position);
        var seconds = Seconds(from, to);
        if (seconds <= 0 || meters / seconds < MovingMetersPerSecond)
            return;
        source.DistanceMeters += meters;
        source.MovingSeconds += seconds;
    }

    /// <summary>Whether the one point cannot have been reached from the other in the time between them.</summary>
    public static bool IsJump(TrackPoint from, TrackPoint to) =>
        Wgs84.Meters(from.Position, to.Position) - from.Position.AccuracyMeters - to.Position.AccuracyMeters
        > JumpMetersPerSecond * Seconds(from, to);

    private static double Seconds(TrackPoint from, TrackPoint to) => (to.Time.ToDateTimeOffset() - from.Time.ToDateTimeOffset()).TotalSeconds;
}
