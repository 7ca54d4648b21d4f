using Border.Patrols.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tests.Tracks;

/// <summary>Invented walks: due north, so that a degree is 111 km.</summary>
internal static class Walks
{
    public const double DegreesAMeter = 1 / 111_000.0;

    /// <summary>A point so many seconds and metres from the beginning.</summary>
    public static TrackPoint Point(long sequence, double seconds, double meters, double accuracy = 0) => new()
    {
        Sequence = sequence,
        Time = Timestamp.FromDateTimeOffset(Patrols.Started.ToDateTimeOffset().AddSeconds(seconds)),
        Position = new() { Latitude = 47 + (meters * DegreesAMeter), Longitude = 134, AccuracyMeters = accuracy },
    };

    /// <summary>A walk at 1.5 m/s, a point each 10 s.</summary>
    public static IReadOnlyList<TrackPoint> Straight(int points, int first = 1) =>
        [.. Enumerable.Range(first, points).Select(i => Point(i, i * 10, i * 15))];
}
