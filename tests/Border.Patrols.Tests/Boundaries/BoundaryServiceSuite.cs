using Border.Lookup.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Rpc;
using Grpc.Core;

namespace Border.Patrols.Tests.Boundaries;

public sealed class SqliteBoundaryServiceTests() : BoundaryServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresBoundaryServiceTests() : BoundaryServiceSuite(StorageEngineKind.Postgres);

/// <summary>The boundary and what tracks cover of it, on each engine. The walks are on 2021-01-07 in the time zone of the service.</summary>
public abstract class BoundaryServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Name = "patrols/a";
    private const string Day = "2021-01-07";

    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private PatrolService.PatrolServiceClient _patrols = null!;
    private TrackService.TrackServiceClient _tracks = null!;
    private BoundaryService.BoundaryServiceClient _boundary = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        await StartAsync();
        await PatrolAsync("a");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task ImportBoundary_NewRevisedAndTheSame_KeepsEachVersion()
    {
        var a = Ground.Plain.Section("a", (0, 0), (3000, 0));
        var b = Ground.Plain.Section("b", (3000, 0), (5000, 0));
        var first = await ImportAsync("1", a, b);
        var revised = a.Clone();
        revised.Area = "54";

        var second = await ImportAsync("2", revised, b, Ground.Plain.Section("c", (5000, 0), (6000, 0)));

        Assert.Equal((2, 2, 0, 0), (first.SectionCount, first.AddedCount, first.RevisedCount, first.UnchangedCount));
        Assert.Equal((3, 1, 1, 1), (second.SectionCount, second.AddedCount, second.RevisedCount, second.UnchangedCount));
        Assert.Equal(6000, second.LengthMeters, 1.0);
        Assert.Equal(first, await ImportAsync("1", a, b));
        var versions = (await new LookupService.LookupServiceClient(_host.Channel).ListVersionsAsync(new() { Name = "boundary-sections/a" })).Versions;
        Assert.Equal([("added", "53.01"), ("revised", "54")], versions.Select(version => (version.Verb, version.Record.Unpack<BoundarySection>().Area)));
        Assert.Equal(["boundary-sections/a"], await NamesAsync("54"));
        Assert.Equal(["boundary-sections/b", "boundary-sections/c"], await NamesAsync("53"));
        Assert.Equal(2, (await _boundary.GetBoundarySectionAsync(new() { Name = "boundary-sections/c" })).Lines[0].Positions.Count);
    }

    [Fact]
    public async Task ImportBoundary_SectionRetiredAndTakenUpAgain_CountsInTheLengthWhileItStands()
    {
        var (a, b) = (Ground.Plain.Section("a", (0, 0), (3000, 0)), Ground.Plain.Section("b", (3000, 0), (5000, 0)));
        await ImportAsync("1", a, b);
        b.IsRetired = true;

        var retired = await ImportAsync("2", b);

        Assert.Equal((2, 1), (retired.SectionCount, retired.RevisedCount));
        Assert.Equal(3000, retired.LengthMeters, 1.0);
        b.IsRetired = false;
        Assert.Equal(5000, (await ImportAsync("3", b)).LengthMeters, 1.0);
    }

    [Fact]
    public async Task ImportBoundary_OneSectionAtFault_NamesItAndStoresNone()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => ImportAsync("1", Ground.Plain.Section("a", (0, 0), (3000, 0)), Ground.Plain.Section("b", (0, 0))));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["sections[1].lines"], error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
        Assert.Empty((await _boundary.ListBoundarySectionsAsync(new())).Sections);
    }

    [Fact]
    public async Task ImportBoundary_ManyAtOnce_CountsEachSectionOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => ImportAsync($"{i}", Ground.Plain.Section($"s{i % 4}", (0, 0), (1000 + i, 0)))));

        Assert.Equal((4, 4), ((await ImportAsync("last", Ground.Plain.Section("s0", (0, 0), (9, 0)))).SectionCount, (await NamesAsync("")).Count()));
    }

    [Fact]
    public async Task GetTrack_WithCoverage_TellsSectionsAndAreas()
    {
        var other = Ground.Plain.Section("b", (3000, 0), (5000, 0));
        other.Area = "53.02";
        await ImportAsync("1", Ground.Plain.Section("a", (0, 0), (3000, 0)), other, Ground.Plain.Section("c", (5000, 0), (9000, 0)));
        await AppendAsync("1", Ground.Plain.Walk((2000, 10), (3000, 0), (3900, 10)));

        var without = await _tracks.GetTrackAsync(new() { Name = Name });
        var coverage = (await _tracks.GetTrackAsync(new() { Name = Name, WithCoverage = true })).Coverage;

        Assert.Null(without.Coverage);
        Assert.Equal(
            [("boundary-sections/a", 1100, 3000), ("boundary-sections/b", 1000, 2000)],
            coverage.Sections.Select(section => (section.Section, Tens(section.Covered.CoveredMeters), Tens(section.Covered.LengthMeters))));
        Assert.Equal([("53.01", 1100, 7000), ("53.02", 1000, 2000)], coverage.Areas.Select(area => (area.Area, Tens(area.Covered.CoveredMeters), Tens(area.Covered.LengthMeters))));
        Assert.Equal((2100, 9000, 100), (Tens(coverage.Total.CoveredMeters), Tens(coverage.Total.LengthMeters), coverage.ToleranceMeters));
        Assert.Equal(2100 / 9000.0, coverage.Total.Share, 0.001);
    }

    [Fact]
    public async Task GetCoverage_SeveralPatrolsAndDevices_CountsEachMetreOnce()
    {
        await ImportAsync("1", Ground.Plain.Section("a", (0, 0), (4000, 0)));
        await PatrolAsync("b");
        await AppendAsync("1", Ground.Plain.Walk((500, 0), (1500, 0)));
        await AppendAsync("2", Ground.Plain.Walk((600, 20), (1600, 20)), device: "second");
        await AppendAsync("3", Ground.Plain.Walk((2000, 0), (1000, 0)), name: "patrols/b");

        var all = await CoverageAsync("");
        await _patrols.VoidPatrolAsync(new() { Name = "patrols/b", Reason = "why", RequestId = "void" });
        var without = await CoverageAsync("53");

        Assert.Equal((1700, 2), (Tens(all.Total.CoveredMeters), all.TrackCount));
        Assert.Equal((1300, 1), (Tens(without.Total.CoveredMeters), without.TrackCount));
        Assert.Equal(0, (await CoverageAsync("54")).Total.LengthMeters);
        Assert.Equal(0, (await CoverageAsync("5")).Total.LengthMeters);
    }

    [Fact]
    public async Task GetCoverage_OfDays_CountsAWayOnTheDayOnWhichItEnded()
    {
        await ImportAsync("1", Ground.Plain.Section("a", (0, 0), (4000, 0)));
        var points = Ground.Plain.Walk((500, 0), (1000, 0), (1500, 0), (2000, 0));
        // In the time zone of the service the day ends at 16:00 UTC.
        var midnight = new DateTimeOffset(2021, 1, 7, 16, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < points.Count; i++)
            points[i].Time = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(midnight.AddMinutes((i * 5) - 9));
        await AppendAsync("1", points);

        var (before, after) = (await CoverageAsync("", end: Day), await CoverageAsync("", start: "2021-01-08", end: "2021-01-08"));
        var both = await CoverageAsync("", end: "2021-01-08");
        var none = await CoverageAsync("", start: "2021-01-09", end: "2021-01-31");

        Assert.Equal((700, 1200, 1700, 0), (Tens(before.Total.CoveredMeters), Tens(after.Total.CoveredMeters), Tens(both.Total.CoveredMeters), none.TrackCount));
    }

    [Fact]
    public async Task GetCoverage_AfterLatePointsAPauseAndARevision_IsOfWhatStands()
    {
        await ImportAsync("1", Ground.Plain.Section("a", (0, 0), (4000, 0)));
        await AppendAsync("1", Ground.Plain.Walk((500, 0), (1000, 0)));
        var first = await CoverageAsync("");
        await AppendAsync("2", Ground.Plain.Walk((500, 0), (1000, 0), (1500, 0)));
        var longer = await CoverageAsync("");
        await _patrols.PausePatrolAsync(new() { Name = Name, PauseTime = Ground.Minute(1), RequestId = "pause" });
        var paused = await CoverageAsync("");
        await ImportAsync("2", Ground.Plain.Section("a", (800, 0), (4000, 0)));
        var revised = await CoverageAsync("");
        await _host.DisposeAsync();
        await StartAsync();

        Assert.Equal([700, 1200, 700, 300], new[] { first, longer, paused, revised }.Select(coverage => Tens(coverage.Total.CoveredMeters)));
        Assert.Equal(revised, await CoverageAsync(""));
        Assert.Equal(["1", "1", "1", "2"], new[] { first, longer, paused, revised }.Select(coverage => coverage.BoundaryEtag));
    }

    [Fact]
    public async Task GetCoverage_DaysInTheWrongOrder_NamesTheField()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CoverageAsync("", start: "2021-01-08", end: Day));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["end_date"], error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
    }

    private async Task StartAsync()
    {
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols());
        (_patrols, _tracks, _boundary) = (new(_host.Channel), new(_host.Channel), new(_host.Channel));
    }

    private async Task PatrolAsync(string id)
    {
        await _patrols.CreatePatrolAsync(new() { PatrolId = id, Patrol = Patrols.In(PatrolState.Planned), RequestId = $"plan-{id}" });
        await _patrols.StartPatrolAsync(new() { Name = $"patrols/{id}", StartTime = Patrols.Started, RequestId = $"start-{id}" });
    }

    private async Task<Boundary> ImportAsync(string requestId, params BoundarySection[] sections) =>
        await _boundary.ImportBoundaryAsync(new() { Sections = { sections }, RequestId = $"import-{requestId}" });

    [Fact]
    public async Task GetCoverage_OfTenYears_IsTheMost()
    {
        await CoverageAsync("", start: "2011-01-01", end: "2021-01-01");

        var error = await Assert.ThrowsAsync<RpcException>(() => CoverageAsync("", start: "2011-01-01", end: "2021-01-02"));

        Assert.Equal(["end_date"], error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
    }

    private async Task<Coverage> CoverageAsync(string area, string start = Day, string end = Day) =>
        await _boundary.GetCoverageAsync(new() { Area = area, StartDate = start, EndDate = end });

    private async Task AppendAsync(string requestId, IEnumerable<TrackPoint> points, string name = Name, string device = "")
    {
        using var call = _tracks.AppendTrack();
        await call.RequestStream.WriteAsync(new() { Name = name, Device = device, Points = { points }, RequestId = requestId });
        await call.RequestStream.CompleteAsync();
        Assert.Null((await call.ResponseStream.ReadAllAsync().SingleAsync()).Error);
    }

    private async Task<IEnumerable<string>> NamesAsync(string area) =>
        (await _boundary.ListBoundarySectionsAsync(new() { Area = area })).Sections.Select(section => section.Name).Order();

    private static int Tens(double meters) => (int)Math.Round(meters / 10) * 10;
}
