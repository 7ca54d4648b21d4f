using System.Globalization;
using System.Text.Json;
using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Cli.Files;

/// <summary>A file of boundary sections in GeoJSON as read: the sections, and what is wrong with each feature that is none.</summary>
internal sealed record BoundaryFile(IReadOnlyList<BoundarySection> Sections, IReadOnlyList<string> Faults)
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="CommandException">It is no GeoJSON, or not in WGS 84.</exception>
    public static BoundaryFile Read(string text)
    {
        using var document = Parse(text);
        var root = document.RootElement;
        DemandWgs84(root);
        var (sections, faults) = (new List<BoundarySection>(), new List<string>());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, feature) in FeaturesOf(root).Index())
        {
            var reader = new BoundaryFeature(feature);
            if (reader.Read() is { } section && !places.TryAdd(section.Id, place + 1))
                reader.Faults.Add($"properties.id: feature {places[section.Id].ToString(CultureInfo.InvariantCulture)} has it already.");
            else if (reader.Section is { } whole)
                sections.Add(whole);
            faults.AddRange(reader.Faults.Select(fault => string.Create(CultureInfo.InvariantCulture, $"feature {place + 1}{reader.Label}: {fault}")));
        }

        return new BoundaryFile(sections, faults);
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Tolerant);
        }
        catch (JsonException error)
        {
            throw CommandException.BadInput($"This is no JSON: {error.Message}");
        }
    }

    private static IEnumerable<JsonElement> FeaturesOf(JsonElement root) => TypeOf(root) switch
    {
        "FeatureCollection" when root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array => [.. features.EnumerateArray()],
        "Feature" => [root],
        _ => throw CommandException.BadInput("This is no GeoJSON with features: it must be a FeatureCollection, or one Feature."),
    };

    // Older files may name another system; those positions would lie anywhere.
    private static void DemandWgs84(JsonElement root)
    {
        var named = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("crs", out var crs) && crs.ValueKind != JsonValueKind.Null ? crs.ToString() : "CRS84";
        if (!named.Contains("CRS84", StringComparison.Ordinal) && !named.Contains("EPSG::4326", StringComparison.Ordinal) && !named.Contains("EPSG:4326", StringComparison.Ordinal))
            throw CommandException.BadInput("The file names another coordinate system than WGS 84. Convert it first.");
    }

    private static string TypeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) ? type.ToString() : "";
}
