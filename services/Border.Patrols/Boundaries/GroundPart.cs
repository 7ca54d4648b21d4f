using Border.Patrols.Tracks;
using Border.Type.V1;

namespace Border.Patrols.Boundaries;

/// <summary>A short straight way on the ground, in degrees. Its longitudes may lie beyond 180, so that it never breaks there.</summary>
internal readonly record struct GroundPart(double FromLatitude, double FromLongitude, double ToLatitude, double ToLongitude)
{
    /// <summary>So short that the ground may be taken as flat around it.</summary>
    private const double MostMeters = 500;

    private const double MostMetersADegree = 111_700;

    /// <summary>Cuts the way between two positions, straight in degrees and the short way round, into parts of some 500 metres.</summary>
    public static IEnumerable<GroundPart> Between(Position from, Position to)
    {
        var (north, east) = (to.Latitude - from.Latitude, ShortWay(to.Longitude - from.Longitude));
        var count = Math.Max(1, (int)Math.Ceiling(MostMetersBetween(from, to) / MostMeters));
        for (var i = 0; i < count; i++)
        {
            var (start, end) = ((double)i / count, (i + 1.0) / count);
            yield return new(
                from.Latitude + (north * start), from.Longitude + (east * start), from.Latitude + (north * end), from.Longitude + (east * end));
        }
    }

    /// <summary>No less than the length of the way, and at most twice as much.</summary>
    public static double MostMetersBetween(Position from, Position to)
    {
        var nearestToEquator = from.Latitude * to.Latitude < 0 ? 0 : Math.Min(Math.Abs(from.Latitude), Math.Abs(to.Latitude));
        var east = Math.Abs(ShortWay(to.Longitude - from.Longitude)) * Math.Cos(nearestToEquator * Math.PI / 180);
        return MostMetersADegree * (Math.Abs(to.Latitude - from.Latitude) + east);
    }

    /// <summary>A difference of longitudes as -180 to 180 degrees.</summary>
    public static double ShortWay(double degrees) => degrees - (360 * Math.Round(degrees / 360));

    /// <summary>Its length on the ellipsoid.</summary>
    public double Meters() => Wgs84.Meters(
        new() { Latitude = FromLatitude, Longitude = FromLongitude }, new() { Latitude = ToLatitude, Longitude = ToLongitude });
}
