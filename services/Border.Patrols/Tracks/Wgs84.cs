using Border.Type.V1;

namespace Border.Patrols.Tracks;

/// <summary>
/// Distances on the WGS 84 ellipsoid by Lambert's formula for long lines: right within some ten metres over thousands of
/// kilometres, and far better over the short segments of a track. No library of geodesics could be restored.
/// </summary>
internal static class Wgs84
{
    private const double EquatorMeters = 6_378_137;
    private const double Flattening = 1 / 298.257223563;

    public static double Meters(Position from, Position to)
    {
        var first = ReducedLatitude(from.Latitude);
        var second = ReducedLatitude(to.Latitude);
        var angle = CentralAngle(first, second, Radians(to.Longitude - from.Longitude));

        // The same place, or its antipode, where the correction has no meaning.
        if (angle is 0 or >= Math.PI - 1e-9)
            return EquatorMeters * angle;
        var mean = (first + second) / 2;
        var half = (second - first) / 2;
        var near = (angle - Math.Sin(angle)) * Square(Math.Sin(mean) * Math.Cos(half) / Math.Cos(angle / 2));
        var far = (angle + Math.Sin(angle)) * Square(Math.Cos(mean) * Math.Sin(half) / Math.Sin(angle / 2));
        return EquatorMeters * (angle - (Flattening / 2 * (near + far)));
    }

    /// <summary>How long a degree is at a latitude, northward and eastward.</summary>
    public static (double North, double East) MetersADegree(double latitude)
    {
        const double SquaredEccentricity = Flattening * (2 - Flattening);
        var flat = 1 - (SquaredEccentricity * Square(Math.Sin(Radians(latitude))));
        var across = EquatorMeters / Math.Sqrt(flat);
        return (Radians(across * (1 - SquaredEccentricity) / flat), Radians(across * Math.Cos(Radians(latitude))));
    }

    private static double CentralAngle(double first, double second, double longitude)
    {
        var haversine = Square(Math.Sin((second - first) / 2)) + (Math.Cos(first) * Math.Cos(second) * Square(Math.Sin(longitude / 2)));
        return 2 * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }

    private static double ReducedLatitude(double degrees) => Math.Atan((1 - Flattening) * Math.Tan(Radians(degrees)));

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Square(double value) => value * value;
}
