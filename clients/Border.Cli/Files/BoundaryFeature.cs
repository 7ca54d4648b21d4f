using System.Globalization;
using System.Text.Json;
using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Cli.Files;

/// <summary>Reads one feature of GeoJSON as a section of the boundary. Properties and heights beyond the known ones are left out.</summary>
internal sealed class BoundaryFeature(JsonElement feature)
{
    private const int MaxLength = 500;

    /// <summary>What is wrong with it.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Null when anything is.</summary>
    public BoundarySection? Section { get; private set; }

    /// <summary>Its id, for people to find it by.</summary>
    public string Label => Text("id") is { Length: > 0 and <= 63 } id ? $" ({id})" : "";

    public BoundarySection? Read()
    {
        var section = new BoundarySection
        {
            Id = Text("id"),
            Area = Text("area"),
            DisplayName = new LocalizedText { En = Text("name_en"), Zh = Text("name_zh") },
            IsRetired = Text("retired") == "true",
        };
        if (!FieldForms.IsResourceId(section.Id))
            Faults.Add("properties.id: must be 1 to 63 lower-case letters, digits and hyphens, with no hyphen at an end.");
        if (!FieldForms.IsAreaCode(section.Area))
            Faults.Add("properties.area: must be an area code, such as 53.02.01.");
        foreach (var name in (string[])["name_en", "name_zh"])
        {
            if (Text(name).EnumerateRunes().Count() > MaxLength)
                Faults.Add($"properties.{name}: is longer than {MaxLength} characters.");
        }

        section.Lines.AddRange(Lines());
        return Section = Faults.Count == 0 ? section : null;
    }

    // Numbers and words are as good as texts. An id may also stand on the feature itself.
    private string Text(string name) =>
        Member(Member(feature, "properties"), name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True } value ? TextOf(value)
        : name == "id" && Member(feature, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id ? TextOf(id)
        : "";

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.True ? "true" : value.ToString().Trim();

    private IEnumerable<BoundaryLine> Lines()
    {
        var geometry = Member(feature, "geometry");
        var coordinates = Member(geometry, "coordinates");
        var kind = Member(geometry, "type") is { ValueKind: JsonValueKind.String } type ? type.GetString() : "nothing";
        if (kind is not ("LineString" or "MultiLineString"))
            Faults.Add($"geometry: is {kind}; it must be a LineString or a MultiLineString.");
        else if (coordinates is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() == 0)
            Faults.Add("geometry.coordinates: there are none.");
        else
            return [.. (kind == "LineString" ? [array] : array.EnumerateArray().ToList()).Select(Line)];
        return [];
    }

    private BoundaryLine Line(JsonElement coordinates, int place)
    {
        var line = new BoundaryLine();
        var where = string.Create(CultureInfo.InvariantCulture, $"geometry.coordinates: line {place + 1}");
        if (coordinates.ValueKind != JsonValueKind.Array || coordinates.GetArrayLength() < 2)
            Faults.Add($"{where} must have two positions at least.");
        else if (coordinates.EnumerateArray().Select(Position).ToList() is var positions && positions.IndexOf(null) is >= 0 and var wrong)
            Faults.Add(string.Create(CultureInfo.InvariantCulture, $"{where}, position {wrong + 1} must be degrees east, -180 to 180, and north, -90 to 90."));
        else
            line.Positions.AddRange(positions);
        return line;
    }

    private static Position? Position(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() < 2)
            return null;
        var isNumber = element[0].ValueKind == JsonValueKind.Number & element[1].ValueKind == JsonValueKind.Number;
        var (east, north) = isNumber ? (element[0].GetDouble(), element[1].GetDouble()) : (double.NaN, double.NaN);
        return Math.Abs(east) <= 180 && Math.Abs(north) <= 90 ? new Position { Latitude = north, Longitude = east } : null;
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } of && of.TryGetProperty(name, out var member) ? member : null;
}
