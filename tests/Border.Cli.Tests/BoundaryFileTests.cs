using Border.Cli.Files;

namespace Border.Cli.Tests;

public sealed class BoundaryFileTests
{
    [Fact]
    public void Read_LinesOfManyForms_GivesSections()
    {
        var file = BoundaryFile.Read(Features(
            Feature("""{"id": "a", "area": "53.01", "name_en": "River", "name_zh": "河段", "color": 7}""", """{"type": "LineString", "coordinates": [[134, 47, 210.5], [134.01, 47]]}"""),
            Feature("""{"area": "53", "retired": true}""", """{"type": "MultiLineString", "coordinates": [[[179.9, 47], [180, 47]], [[-180, 47], [-179.9, 47]]]}""", "\"id\": 7,"),
            "// a comment, and a comma too many\n"));

        Assert.Empty(file.Faults);
        Assert.Equal([("a", "53.01", "River", false), ("7", "53", "", true)], file.Sections.Select(s => (s.Id, s.Area, s.DisplayName.En, s.IsRetired)));
        Assert.Equal((134.01, 47.0), (file.Sections[0].Lines[0].Positions[1].Longitude, file.Sections[0].Lines[0].Positions[1].Latitude));
        Assert.Equal([2, 2], file.Sections[1].Lines.Select(line => line.Positions.Count));
    }

    [Fact]
    public void Read_EveryBadFeature_IsReportedWithAllThatIsWrong()
    {
        const string Line = """{"type": "LineString", "coordinates": [[134, 47], [134.01, 47]]}""";
        var file = BoundaryFile.Read(Features(
            Feature("""{"id": "A b", "area": "5..3"}""", """{"type": "Point", "coordinates": [134, 47]}"""),
            Feature("""{"id": "ok", "area": "53"}""", Line),
            Feature("""{"id": "ok", "area": "53"}""", Line),
            Feature("null", "null"),
            Feature("""{"id": "x", "area": "53"}""", """{"type": "LineString", "coordinates": [[134, 47], [47, 134], [1, 2]]}"""),
            Feature("""{"id": "y", "area": "53"}""", """{"type": "MultiLineString", "coordinates": [[[134, 47]], [[1, 2], ["3", 4]]]}"""),
            Feature("""{"id": "z", "area": "53"}""", """{"type": "LineString", "coordinates": []}"""),
            "17"));

        Assert.Equal(
            [
                "feature 1 (A b): properties.id: must be 1 to 63 lower-case letters, digits and hyphens, with no hyphen at an end.",
                "feature 1 (A b): properties.area: must be an area code, such as 53.02.01.",
                "feature 1 (A b): geometry: is Point; it must be a LineString or a MultiLineString.",
                "feature 3 (ok): properties.id: feature 2 has it already.",
                "feature 4: properties.id: must be 1 to 63 lower-case letters, digits and hyphens, with no hyphen at an end.",
                "feature 4: properties.area: must be an area code, such as 53.02.01.",
                "feature 4: geometry: is nothing; it must be a LineString or a MultiLineString.",
                "feature 5 (x): geometry.coordinates: line 1, position 2 must be degrees east, -180 to 180, and north, -90 to 90.",
                "feature 6 (y): geometry.coordinates: line 1 must have two positions at least.",
                "feature 6 (y): geometry.coordinates: line 2, position 2 must be degrees east, -180 to 180, and north, -90 to 90.",
                "feature 7 (z): geometry.coordinates: there are none.",
                "feature 8: properties.id: must be 1 to 63 lower-case letters, digits and hyphens, with no hyphen at an end.",
                "feature 8: properties.area: must be an area code, such as 53.02.01.",
                "feature 8: geometry: is nothing; it must be a LineString or a MultiLineString.",
            ],
            file.Faults);
        Assert.Equal(["ok"], file.Sections.Select(section => section.Id));
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "no GeoJSON")]
    [InlineData("""{"type": "FeatureCollection"}""", "no GeoJSON")]
    [InlineData("""{"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}""", "WGS 84")]
    public void Read_NoGeoJson_IsRefused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<CommandException>(() => BoundaryFile.Read(text)).Message, StringComparison.Ordinal);

    private static string Features(params string[] features) => $$"""{"type": "FeatureCollection", "features": [{{string.Join(",", features)}}]}""";

    private static string Feature(string properties, string geometry, string more = "") =>
        $$"""{"type": "Feature", {{more}} "properties": {{properties}}, "geometry": {{geometry}}}""";
}
