using Border.Patrols.Tracks;

namespace Border.Patrols.Boundaries;

/// <summary>
/// A piece of a section, some 500 metres long, and the flat ground around its middle: east and north in metres. Over a kilometre
/// or two that is right within a thousandth of what it measures.
/// </summary>
internal sealed class BoundaryPiece
{
    private readonly GroundPart _part;
    private readonly double _latitude;
    private readonly double _longitude;
    private readonly (double North, double East) _degree;
    private readonly (double East, double North) _start;
    private readonly (double East, double North) _along;

    /// <param name="section">The place of the section in its map.</param>
    /// <param name="start">The metres of the section before it.</param>
    public BoundaryPiece(int section, double start, GroundPart part)
    {
        (Section, Start, Length, _part) = (section, start, part.Meters(), part);
        (_latitude, _longitude) = ((part.FromLatitude + part.ToLatitude) / 2, (part.FromLongitude + part.ToLongitude) / 2);
        _degree = Wgs84.MetersADegree(_latitude);
        _start = OnGround(part.FromLatitude, part.FromLongitude);
        var end = OnGround(part.ToLatitude, part.ToLongitude);
        _along = (end.East - _start.East, end.North - _start.North);
    }

    public int Section { get; }

    public double Start { get; }

    public double Length { get; }

    /// <summary>Where it is, with so many metres around it.</summary>
    public GroundBox Box(double meters) => GroundBox.Of(_part).Grown(meters / _degree.North, meters / _degree.East);

    /// <summary>The metres of the section, from and to, that lie within a distance of a way; null when none do.</summary>
    public (double From, double To)? Near(GroundPart way, double meters)
    {
        var from = OnGround(way.FromLatitude, way.FromLongitude);
        var to = OnGround(way.ToLatitude, way.ToLongitude);
        // What lies near a straight way is convex, and so the piece has one stretch in common with it: from the first to the last
        // place that is near either end of the way or beside it.
        var near = FlatSpan.Hull(
            FlatSpan.InCircle(_start, _along, from, meters), FlatSpan.InCircle(_start, _along, to, meters), FlatSpan.Beside(_start, _along, from, to, meters));
        var (first, last) = (Math.Max(0, near.From), Math.Min(1, near.To));
        return first < last ? (Start + (first * Length), Start + (last * Length)) : null;
    }

    private (double East, double North) OnGround(double latitude, double longitude) =>
        (GroundPart.ShortWay(longitude - _longitude) * _degree.East, (latitude - _latitude) * _degree.North);
}
