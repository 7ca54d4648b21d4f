using Border.Patrols.Boundaries;
using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tests.Boundaries;

/// <summary>Invented boundaries and walks, in metres east and north of a place.</summary>
internal sealed class Ground(double latitude, double longitude)
{
    private readonly (double North, double East) _degree = Wgs84.MetersADegree(latitude);

    /// <summary>Some place on land.</summary>
    public static Ground Plain { get; } = new(47, 134);

    public Position At(double east, double north)
    {
        var at = longitude + (east / _degree.East);
        return new() { Latitude = latitude + (north / _degree.North), Longitude = at > 180 ? at - 360 : at };
    }

    public BoundarySection Section(string id, params (double East, double North)[] places) => new()
    {
        Id = id,
        Area = "53.01",
        Lines = { new BoundaryLine { Positions = { places.Select(place => At(place.East, place.North)) } } },
    };

    /// <summary>A walk with a minute between any two points.</summary>
    public IReadOnlyList<TrackPoint> Walk(params (double East, double North)[] places) =>
        [.. places.Select((place, i) => new TrackPoint { Sequence = i + 1, Time = Minute(i), Position = At(place.East, place.North) })];

    public static Timestamp Minute(double minutes) => Timestamp.FromDateTimeOffset(Patrols.Started.ToDateTimeOffset().AddMinutes(minutes));

    public static BoundaryMap Map(params BoundarySection[] sections) => new("1", sections.Select(section => section.Clone()), tolerance: 100);

    /// <summary>What walks cover, with no pauses.</summary>
    public static CoveredStretches Cover(BoundaryMap map, params IEnumerable<TrackPoint>[] devices)
    {
        var covered = new CoveredStretches();
        foreach (var (from, to) in devices.SelectMany(points => TrackWays.Of(points, [])))
            covered.Add(CoverageReader.Cover(map, [(from, to)]));
        return covered;
    }
}
