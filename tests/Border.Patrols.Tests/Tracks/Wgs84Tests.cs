using Border.Patrols.Tracks;

namespace Border.Patrols.Tests.Tracks;

public sealed class Wgs84Tests
{
    // Geodesics that are published for the ellipsoid.
    [Theory]
    [InlineData(0, 0, 0, 1, 111_319.491)]
    [InlineData(0, 0, 1, 0, 110_574.389)]
    [InlineData(-37.951033417, 144.424867889, -37.652821139, 143.926495528, 54_972.271)]
    [InlineData(0, 0, 90, 0, 10_001_965.729)]
    [InlineData(89, 0, 89, 180, 223_387.5)]
    public void Meters_BetweenKnownPlaces_IsTheGeodesic(double lat1, double lon1, double lat2, double lon2, double meters) =>
        Assert.InRange(Distance(lat1, lon1, lat2, lon2) / meters, 1 - 2e-5, 1 + 2e-5);

    [Fact]
    public void Meters_ToTheSamePlace_IsNothing() => Assert.Equal(0, Distance(47.1, 134.2, 47.1, 134.2));

    [Fact]
    public void Meters_AcrossTheDateLine_IsTheShortWay() =>
        Assert.Equal(Distance(60, 0, 60, 0.2), Distance(60, 179.9, 60, -179.9), 1e-3);

    [Fact]
    public void Meters_OverAFewCentimetres_AreRight() => Assert.InRange(Distance(0, 0, 0, 1e-6), 0.1113, 0.1114);

    private static double Distance(double lat1, double lon1, double lat2, double lon2) =>
        Wgs84.Meters(new() { Latitude = lat1, Longitude = lon1 }, new() { Latitude = lat2, Longitude = lon2 });
}
