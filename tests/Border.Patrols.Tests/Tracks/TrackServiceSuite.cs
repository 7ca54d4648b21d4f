using System.Text.Json;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Patrols.Tests.Tracks;

public sealed class SqliteTrackServiceTests() : TrackServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresTrackServiceTests() : TrackServiceSuite(StorageEngineKind.Postgres);

/// <summary>Tracks as devices send them, on each engine.</summary>
public abstract class TrackServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Name = "patrols/a";

    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private PatrolService.PatrolServiceClient _patrols = null!;
    private TrackService.TrackServiceClient _tracks = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols());
        _patrols = new(_host.Channel);
        _tracks = new(_host.Channel);
        await PlanAsync("a");
        await _patrols.StartPatrolAsync(new() { Name = Name, StartTime = Patrols.Started, RequestId = "start" });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task AppendTrack_CutOffAndResumed_IsTheWholeTrack()
    {
        await AppendAsync(Request("1", Walks.Straight(50)));
        var next = (await _tracks.GetTrackAsync(new() { Name = Name })).Sources[0].NextSequence;

        await AppendAsync(Request("2", Walks.Straight(50, first: (int)next - 10)));

        var track = await _tracks.GetTrackAsync(new() { Name = Name });
        Assert.Equal(("tracks/a", "2", 51, 90, 91), (track.Name, track.Etag, next, track.PointCount, track.Sources[0].NextSequence));
        Assert.InRange(track.DistanceMeters, 1336, 1338);
        Assert.Equal((890, "U1", "53.01"), (track.MovingSeconds, track.Unit, track.Area));
        Assert.Equal(Enumerable.Range(1, 90).Select(i => (long)i), (await PointsAsync()).Select(point => point.Sequence));
        Assert.Equal("2", (await _patrols.GetPatrolAsync(new() { Name = Name })).Etag);
    }

    [Fact]
    public async Task AppendTrack_InAnyOrderAndTwice_IsTheSameTrack()
    {
        var points = Walks.Straight(60).ToList();
        points[30] = Walks.Point(31, 310, 90_000);
        var batches = points.Chunk(7).Select((batch, i) => Request($"{i}", batch)).ToList();
        var shuffled = batches.Concat(batches.Take(4)).Select((batch, i) => (batch, i)).OrderBy(pair => pair.i * 7 % 13).Select(pair => pair.batch).ToList();
        for (var i = 0; i < shuffled.Count; i++)
        {
            var again = shuffled[i].Clone();
            again.RequestId = $"again-{i}";
            Assert.Null((await AppendAsync(again)).Single().Error);
        }

        var track = await _tracks.GetTrackAsync(new() { Name = Name });

        Assert.Equal((60, 1), (track.PointCount, track.Sources[0].JumpCount));
        Assert.InRange(track.DistanceMeters, 883, 887);
        var listed = await PointsAsync();
        Assert.Equal(points.Select(point => (point.Sequence, point.Position)), listed.Select(point => (point.Sequence, point.Position)));
        Assert.Equal([31], listed.Where(point => point.IsJump).Select(point => point.Sequence));
    }

    [Fact]
    public async Task AppendTrack_SentTwice_GivesTheFirstAnswerAgain()
    {
        var first = Assert.Single(await AppendAsync(Request("1", Walks.Straight(3)))).Accepted;
        var again = Assert.Single(await AppendAsync(Request("1", Walks.Straight(3)))).Accepted;
        var other = Assert.Single(await AppendAsync(Request("1", Walks.Straight(4)))).Error;

        Assert.Equal(("tracks/a", "1", false), (first.Name, first.Etag, first.Replayed));
        Assert.Equal(("1", true), (again.Etag, again.Replayed));
        Assert.Equal(ErrorReason.RequestIdReused, other.Reason);
    }

    [Fact]
    public async Task AppendTrack_ToPatrolThatIsNotOutOrNotThere_IsRefused()
    {
        await PlanAsync("planned");
        var planned = Request("1", Walks.Straight(1));
        planned.Name = "patrols/planned";
        var none = Request("2", Walks.Straight(1));
        none.Name = "patrols/none";
        var wrong = Request("3", Walks.Straight(1));
        wrong.Name = "tracks/a";

        var receipts = await AppendAsync(planned, none, wrong);

        Assert.Equal(
            [ErrorReason.WrongState, ErrorReason.RecordNotFound, ErrorReason.RecordNotFound],
            receipts.OrderBy(receipt => receipt.RequestId).Select(receipt => receipt.Error.Reason));
    }

    [Fact]
    public async Task AppendTrack_FromManyDevicesAtOnce_KeepsEachPoint()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
            Assert.Null((await AppendAsync(Request($"q{i}", Walks.Straight(20, first: (i / 2 * 20) + 1), $"d{i % 2}"))).Single().Error)));

        var track = await _tracks.GetTrackAsync(new() { Name = Name });
        Assert.Equal(240, track.PointCount);
        Assert.InRange(track.DistanceMeters, 1782, 1788);
        Assert.Equal([120, 120], track.Sources.Select(source => source.PointCount));
    }

    [Fact]
    public async Task AppendTrack_OfADeviceWithAnIdThatIsRegistered_IsTaken()
    {
        const string Id = "0197c2d4-0000-7000-8000-000000000001";

        Assert.NotNull(Assert.Single(await AppendAsync(Request("1", Walks.Straight(5), Id))).Accepted);

        Assert.Equal(Id, Assert.Single((await _tracks.GetTrackAsync(new() { Name = Name })).Sources).Device);
    }

    [Fact]
    public async Task AmendAndVoidPatrol_WithATrack_AreFollowedByIt()
    {
        await AppendAsync(Request("1", Walks.Straight(5)));

        await _patrols.AmendPatrolAsync(new()
        {
            Patrol = new() { Name = Name, Etag = (await _patrols.GetPatrolAsync(new() { Name = Name })).Etag, Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "wrong sector",
            RequestId = "amend",
        });
        var amended = await _tracks.GetTrackAsync(new() { Name = Name });
        await _patrols.VoidPatrolAsync(new() { Name = Name, Reason = "entered twice", RequestId = "void" });
        var voided = await _tracks.GetTrackAsync(new() { Name = Name });
        var late = Assert.Single(await AppendAsync(Request("2", Walks.Straight(6))));

        Assert.Equal(("54", false, true), (amended.Area, amended.IsVoid, voided.IsVoid));
        Assert.Equal(ErrorReason.WrongState, late.Error.Reason);
    }

    [Fact]
    public async Task AppendTrack_WhileThePatrolIsAmended_AgreesWithItInTheEnd()
    {
        for (var i = 1; i <= 10; i++)
        {
            var area = $"53.{i}";
            var seen = await _patrols.GetPatrolAsync(new() { Name = Name });
            var amending = _patrols.AmendPatrolAsync(new()
            {
                Patrol = new() { Name = Name, Etag = seen.Etag, Area = area },
                UpdateMask = new() { Paths = { "area" } },
                Reason = "x",
                RequestId = $"amend-{i}",
            }).ResponseAsync;
            await Task.WhenAll(amending, AppendAsync(Request($"{i}", Walks.Straight(1, first: i))));

            Assert.Equal(area, (await _tracks.GetTrackAsync(new() { Name = Name })).Area);
        }
    }

    [Fact]
    public async Task Feed_OfATrack_TellsTotalsAndNoPlaces()
    {
        await AppendAsync(Request("1", Walks.Straight(5)));

        var events = await _host.FirstEventsAsync("patrols", 3);

        Assert.Equal(["created", "started", "points_received"], events.Select(told => told.Verb));
        var fed = events[2].State.Unpack<Track>();
        Assert.Equal((5, 6), (fed.PointCount, fed.Sources[0].NextSequence));
        Assert.Null(fed.Sources[0].LastPoint);
    }

    [Fact]
    public async Task ImportGpx_SameFileTwice_AddsItOnceAndExportsTheSame()
    {
        var file = ByteString.CopyFrom(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Tracks", "Files", "garmin.gpx")));
        await _tracks.ImportGpxAsync(new() { Name = Name, Content = file, RequestId = "1" });

        var track = await _tracks.ImportGpxAsync(new() { Name = Name, Content = file, RequestId = "2" });
        Assert.Equal((3, 1), (track.PointCount, track.ChunkCount));

        await PlanAsync("b");
        await _patrols.StartPatrolAsync(new() { Name = "patrols/b", StartTime = Patrols.Started, RequestId = "start-b" });
        var exported = await ExportAsync(TrackFormat.Gpx);
        await _tracks.ImportGpxAsync(new() { Name = "patrols/b", Content = ByteString.CopyFrom(exported), RequestId = "3" });
        Assert.Equal(await PointsAsync(), await PointsAsync("patrols/b"));
    }

    [Fact]
    public async Task ImportGpx_BrokenFile_NamesTheField()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await _tracks.ImportGpxAsync(new() { Name = Name, Content = ByteString.CopyFromUtf8("<gpx>"), RequestId = "1" }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("content", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportTrack_GeoJson_IsALineAndItsJumps()
    {
        await AppendAsync(Request("1", [Walks.Point(1, 0, 0), Walks.Point(2, 10, 20_000), Walks.Point(3, 20, 30)]));

        var features = JsonDocument.Parse(await ExportAsync(TrackFormat.Geojson)).RootElement.GetProperty("features").EnumerateArray().ToList();

        Assert.Equal(["LineString", "MultiPoint"], features.Select(feature => feature.GetProperty("geometry").GetProperty("type").GetString()));
        var line = features[0].GetProperty("geometry").GetProperty("coordinates");
        Assert.Equal((2, 134.0, 47.0), (line.GetArrayLength(), line[0][0].GetDouble(), line[0][1].GetDouble()));
        Assert.Equal("2021-01-07T06:13:20Z", features[0].GetProperty("properties").GetProperty("times")[0].GetString());
    }

    [Fact]
    public async Task ListTracks_OfAnAreaAndTime_AreInPagesWithoutWhereTheyWereLast()
    {
        foreach (var id in new[] { "b", "c", "without" })
        {
            await PlanAsync(id);
            await _patrols.StartPatrolAsync(new() { Name = $"patrols/{id}", StartTime = Patrols.Started, RequestId = $"start-{id}" });
        }

        await AppendAsync([.. new[] { "a", "b", "c" }.Select((id, day) => new AppendTrackRequest
        {
            Name = $"patrols/{id}", Points = { Walks.Point(1, day * 86_400, 0) }, RequestId = $"points-{id}",
        })]);

        var from = Walks.Point(1, 86_400, 0).Time;
        var first = await _tracks.ListTracksAsync(new() { Area = "53", StartTimeFrom = from, PageSize = 1 });
        var second = await _tracks.ListTracksAsync(new() { Area = "53", StartTimeFrom = from, PageSize = 1, PageToken = first.NextPageToken });
        var before = await _tracks.ListTracksAsync(new() { StartTimeBefore = from });
        var elsewhere = await _tracks.ListTracksAsync(new() { Area = "54" });

        Assert.Equal(["tracks/c", "tracks/b"], first.Tracks.Concat(second.Tracks).Select(track => track.Name));
        Assert.Equal((1, ""), (first.Tracks[0].Sources[0].PointCount, second.NextPageToken));
        Assert.Null(first.Tracks[0].Sources[0].LastPoint);
        Assert.Equal(["tracks/a"], before.Tracks.Select(track => track.Name));
        Assert.Empty(elsewhere.Tracks);
    }

    [Fact]
    public async Task GetTrack_OfPatrolWithoutPoints_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _tracks.GetTrackAsync(new() { Name = Name }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task SubmitPatrols_WithTrackPointsAmongTheRequests_KeepsTheOrder()
    {
        using var call = _patrols.SubmitPatrols();
        await call.RequestStream.WriteAsync(new() { AppendTrack = Request("1", Walks.Straight(4)) });
        await call.RequestStream.WriteAsync(new() { End = new() { Name = Name, EndTime = Patrols.Later, RequestId = "2" } });
        await call.RequestStream.WriteAsync(new() { AppendTrack = Request("3", Walks.Straight(6)) });
        await call.RequestStream.CompleteAsync();

        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal([("1", "tracks/a"), ("2", "patrols/a"), ("3", "tracks/a")], receipts.Select(receipt => (receipt.RequestId, receipt.Accepted.Name)));
        Assert.Equal(6, (await _tracks.GetTrackAsync(new() { Name = Name })).PointCount);
    }

    private async Task PlanAsync(string id)
    {
        var patrol = Patrols.In(PatrolState.Planned);
        await _patrols.CreatePatrolAsync(new() { PatrolId = id, Patrol = patrol, RequestId = $"plan-{id}" });
    }

    private static AppendTrackRequest Request(string id, IEnumerable<TrackPoint> points, string device = "") =>
        new() { Name = Name, Device = device, Points = { points }, RequestId = id };

    private async Task<List<SubmissionReceipt>> AppendAsync(params AppendTrackRequest[] requests)
    {
        using var call = _tracks.AppendTrack();
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private async Task<List<TrackPoint>> PointsAsync(string name = Name)
    {
        using var call = _tracks.ListTrackPoints(new() { Name = name });
        return await call.ResponseStream.ReadAllAsync().SelectMany(response => response.Points).ToListAsync();
    }

    private async Task<byte[]> ExportAsync(TrackFormat format)
    {
        using var call = _tracks.ExportTrack(new() { Name = Name, Format = format });
        var parts = await call.ResponseStream.ReadAllAsync().ToListAsync();
        return [.. parts.SelectMany(part => part.Data)];
    }
}
