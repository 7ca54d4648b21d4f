using System.IO.Compression;
using System.Text;
using Border.Patrols.Tracks;
using Border.ServiceDefaults.Validation;
using Border.Testing;
using Google.Protobuf;

namespace Border.Patrols.Tests.Tracks;

public sealed class GpxReaderTests
{
    private const string Start = "<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1'><trk><trkseg>";
    private const string Point = "<trkpt lat='47.1' lon='134.2'><time>2021-05-17T01:00:10Z</time></trkpt>";
    private const string End = "</trkseg></trk></gpx>";

    private static readonly GpxReader Reader = new(new FieldRules(TimeProvider.System));

    [Theory]
    [InlineData("garmin.gpx", "1: 47.1 134.2 51.25 01:00:10.000", "2: 47.1001 134.2 51.73 01:00:20.000", "3: 47.1002 134.2 52.21 01:00:30.000")]
    [InlineData("osmand.gpx", "1: 47.1 134.2 51.3 01:00:10.123", "2: 47.1001 134.2 none 01:00:20.456")]
    [InlineData("phone-crlf-bom.gpx", "1: 47.1 134.2 51.5 01:00:10.000", "2: 47.1001 134.2 none 01:00:20.000")]
    [InlineData("utf16.gpx", "1: 47.1 134.2 none 01:00:10.000")]
    public void Read_DialectOfADevice_GivesItsTimedTrackPoints(string file, params string[] points) =>
        Assert.Equal(points, Lines(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Tracks", "Files", file))));

    [Fact]
    public void Read_PackedFile_IsUnpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Start + Point + End));

        Assert.Single(Lines(packed.ToArray()));
    }

    [Fact]
    public void Read_SameContent_HasTheSameDeviceAndOtherContentAnother()
    {
        var device = Read(Start + Point + End).Device;

        Assert.Matches("^gpx-[0-9a-f]{16}$", device);
        Assert.Equal(device, Read(Start + Point + End).Device);
        Assert.NotEqual(device, Read(Start + Point + Point + End).Device);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml at all")]
    [InlineData("<kml/>")]
    [InlineData("<gpx/>")]
    [InlineData(Start + Point)]
    [InlineData(Start + "<trkpt lat='47.1' lon='134.2'/>" + End)]
    [InlineData(Start + "<trkpt lat='91' lon='134.2'><time>2021-05-17T01:00:10Z</time></trkpt>" + End)]
    [InlineData(Start + "<trkpt lat='NaN' lon='134.2'><time>2021-05-17T01:00:10Z</time></trkpt>" + End)]
    [InlineData(Start + "<trkpt lon='134.2'><time>2021-05-17T01:00:10Z</time></trkpt>" + End)]
    [InlineData(Start + "<trkpt lat='47' lon='134.2'><time>yesterday</time></trkpt>" + End)]
    [InlineData(Start + "<trkpt lat='47' lon='134.2'><time>2099-01-01T00:00:00Z</time></trkpt>" + End)]
    [InlineData("<!DOCTYPE gpx [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + Start + Point + End)]
    [InlineData("<!DOCTYPE gpx [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + Start + "<trkpt lat='1' lon='1'><time>&b;</time></trkpt>" + End)]
    public void Read_WhatIsNoGpxOrHasNoTimedPointOrADocumentType_IsRefused(string text) => Patrols.AssertAtFault("content", () => Read(text));

    [Fact]
    public void Read_SmallFileThatUnpacksToFarTooMuch_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Start + Point));
            for (var i = 0; i < 40; i++)
                gzip.Write(Encoding.UTF8.GetBytes(new string(' ', 1 << 20)));
            gzip.Write(Encoding.UTF8.GetBytes(End));
        }

        Patrols.AssertAtFault("content", () => Reader.Read(ByteString.CopyFrom(packed.ToArray())));
    }

    [Fact]
    public void Read_MorePointsThanAFileMayHave_IsRefused() =>
        Patrols.AssertAtFault("content", () => Read(Start + string.Concat(Enumerable.Repeat(Point, 100_001)) + End));

    // So that a field that is added to the contract is thought of here.
    [Fact]
    public void Read_PointWithEverything_SetsAllButTheMark()
    {
        var point = Read(Start + Point.Replace("<time>", "<ele>1</ele><time>", StringComparison.Ordinal) + End).Points[0];

        Assert.Equal(["is_jump"], MessageFields.Unset(point));
    }

    private static (string Device, IReadOnlyList<V1.TrackPoint> Points) Read(string text) => Reader.Read(ByteString.CopyFromUtf8(text));

    private static IEnumerable<string> Lines(byte[] file) => Reader.Read(ByteString.CopyFrom(file)).Points.Select(point => FormattableString.Invariant(
        $"{point.Sequence}: {point.Position.Latitude} {point.Position.Longitude} {(point.HasElevationMeters ? FormattableString.Invariant($"{point.ElevationMeters}") : "none")} {point.Time.ToDateTimeOffset():HH:mm:ss.fff}"));
}
