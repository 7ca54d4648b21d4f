using System.Text.Json;
using Border.Patrols.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Field.Recording;

/// <summary>Reads fixes of a receiver, one JSON object a line: `{"time": "…", "lat": 22.1, "lon": 100.2, "accuracy": 5, "ele": 812}`.</summary>
internal static class Fixes
{
    /// <exception cref="FormatException">The line is no fix.</exception>
    public static TrackPoint Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var fix = json.RootElement;
            var point = new TrackPoint
            {
                Time = Timestamp.FromDateTimeOffset(fix.GetProperty("time").GetDateTimeOffset()),
                Position = new Position { Latitude = fix.GetProperty("lat").GetDouble(), Longitude = fix.GetProperty("lon").GetDouble() },
            };
            if (fix.TryGetProperty("accuracy", out var accuracy))
                point.Position.AccuracyMeters = accuracy.GetDouble();
            if (fix.TryGetProperty("ele", out var elevation))
                point.ElevationMeters = elevation.GetDouble();
            return point;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("A fix is an object with time, lat and lon, and accuracy and ele where they are known.", wrong);
        }
    }
}
