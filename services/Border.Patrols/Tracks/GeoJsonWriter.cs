using System.Text.Json;
using Border.Patrols.V1;

namespace Border.Patrols.Tracks;

/// <summary>Writes a track as GeoJSON after RFC 7946: degrees east come first.</summary>
internal static class GeoJsonWriter
{
    public static void Write(Stream file, IReadOnlyList<(string Device, IReadOnlyList<TrackPoint> Points)> devices)
    {
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var (device, points) in devices)
        {
            Write(json, device, "track", [.. points.Where(point => !point.IsJump)]);
            Write(json, device, "jumps", [.. points.Where(point => point.IsJump)]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string device, string kind, IReadOnlyList<TrackPoint> points)
    {
        if (points.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("device", device);
        json.WriteString("kind", kind);
        json.WriteStartArray("times");
        foreach (var point in points)
            json.WriteStringValue(TrackTime.Text(point));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("geometry");

        // A line has two places at least.
        json.WriteString("type", kind == "track" && points.Count > 1 ? "LineString" : "MultiPoint");
        json.WriteStartArray("coordinates");
        foreach (var point in points)
            Write(json, point);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrackPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(point.Position.Longitude);
        json.WriteNumberValue(point.Position.Latitude);
        if (point.HasElevationMeters)
            json.WriteNumberValue(point.ElevationMeters);
        json.WriteEndArray();
    }
}
