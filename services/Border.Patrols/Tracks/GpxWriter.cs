using System.Globalization;
using System.Xml;
using Border.Patrols.V1;

namespace Border.Patrols.Tracks;

/// <summary>Writes a track as GPX 1.1.</summary>
internal static class GpxWriter
{
    private const string Gpx = "http://www.topografix.com/GPX/1/1";

    public static void Write(Stream file, IReadOnlyList<(string Device, IReadOnlyList<TrackPoint> Points)> devices)
    {
        using var writer = XmlWriter.Create(file, new XmlWriterSettings { Indent = true, Encoding = new System.Text.UTF8Encoding(false) });
        writer.WriteStartElement("gpx", Gpx);
        writer.WriteAttributeString("version", "1.1");
        writer.WriteAttributeString("creator", "Border");
        foreach (var (device, points) in devices)
        {
            writer.WriteStartElement("trk", Gpx);
            if (device.Length > 0)
                writer.WriteElementString("name", Gpx, device);
            writer.WriteStartElement("trkseg", Gpx);
            foreach (var point in points)
                Write(writer, point);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    // The elements stand in the order of the schema.
    private static void Write(XmlWriter writer, TrackPoint point)
    {
        writer.WriteStartElement("trkpt", Gpx);
        writer.WriteAttributeString("lat", Number(point.Position.Latitude));
        writer.WriteAttributeString("lon", Number(point.Position.Longitude));
        if (point.HasElevationMeters)
            writer.WriteElementString("ele", Gpx, Number(point.ElevationMeters));
        writer.WriteElementString("time", Gpx, TrackTime.Text(point));
        if (point.IsJump)
            writer.WriteElementString("cmt", Gpx, "jump");
        writer.WriteEndElement();
    }

    // A number of XML Schema's decimal has no exponent.
    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
