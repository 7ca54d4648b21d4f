using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tracks;

/// <summary>Reads the track points of GPX files as devices write them, whatever else is in them.</summary>
internal sealed class GpxReader(FieldRules rules)
{
    private const int MaxUnpackedBytes = 32 * 1024 * 1024;
    private const int MaxPoints = 100_000;

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxUnpackedBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>The points, numbered in the order of the file, and the device that stands for it: another for each content.</summary>
    public (string Device, IReadOnlyList<TrackPoint> Points) Read(ByteString content)
    {
        var device = $"gpx-{Convert.ToHexStringLower(SHA256.HashData(content.Span))[..16]}";
        try
        {
            using var reader = XmlReader.Create(Unpack(content), Safe);
            var points = Points(reader);
            return points.Count > 0 ? (device, points) : throw Wrong("has no track point with a time");
        }
        catch (Exception error) when (error is XmlException or InvalidDataException or FormatException or OverflowException or ArgumentException)
        {
            throw Wrong("is no GPX file that can be read");
        }
    }

    private static Stream Unpack(ByteString content)
    {
        var bytes = content.ToByteArray();
        return bytes is [0x1F, 0x8B, ..] ? new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress) : new MemoryStream(bytes);
    }

    private List<TrackPoint> Points(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "gpx")
            throw Wrong("is no GPX file that can be read");
        var points = new List<TrackPoint>();
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "trkpt" || Point(reader) is not { } point)
                continue;
            point.Sequence = points.Count + 1;
            if (rules.Check(point) is { Count: > 0 } violations)
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"has a point, number {point.Sequence}, whose {violations[0].Field} {violations[0].Description}"));
            if (points.Count == MaxPoints)
                throw Wrong("has more than 100000 points");
            points.Add(point);
        }

        return points;
    }

    /// <returns>Null for a point without a time.</returns>
    private static TrackPoint? Point(XmlReader reader)
    {
        var point = new TrackPoint { Position = new Position { Latitude = Degrees(reader, "lat"), Longitude = Degrees(reader, "lon") } };
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
            return null;
        while (reader.Read() && reader.Depth > depth)
        {
            // The elements of the point itself: extensions have times and heights of their own.
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != depth + 1)
                continue;
            if (reader.LocalName == "time")
                point.Time = Time(Text(reader));
            else if (reader.LocalName == "ele" && double.TryParse(Text(reader), NumberStyles.Float, CultureInfo.InvariantCulture, out var meters))
                point.ElevationMeters = meters;
        }

        return point.Time is null ? null : point;
    }

    // Leaves the reader on the end of the element, so that the next is not passed over.
    private static string Text(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var text = "";
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
            text += reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? reader.Value : "";
        return text.Trim();
    }

    private static double Degrees(XmlReader reader, string attribute) =>
        double.Parse(reader.GetAttribute(attribute) ?? "", NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Timestamp? Time(string text) => text.Length == 0
        ? null
        : Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    private static RefusalException Wrong(string description) => Refusals.InvalidField("content", description);
}
