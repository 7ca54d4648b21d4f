using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Patrols.Tests.Watching;

public sealed class SqlitePatrolWatchTests() : PatrolWatchSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPatrolWatchTests() : PatrolWatchSuite(StorageEngineKind.Postgres);

/// <summary>Watching as a client does, on each engine.</summary>
public abstract class PatrolWatchSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly ShiftedClock _clock = new();
    private StoragePlace _place = null!;
    private ServiceHost? _host;
    private PatrolService.PatrolServiceClient _patrols = null!;
    private PatrolWatchService.PatrolWatchServiceClient _watch = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await ServiceHost.StartAsync(
            _place,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.AddPatrols();
            },
            app => app.MapPatrols());
        _patrols = new(_host.Channel);
        _watch = new(_host.Channel);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task ListOverduePatrols_OfAnArea_AreThoseThatAreOutTooLongLongestFirst()
    {
        await StartAsync("late", Now.AddHours(-2));
        await StartAsync("later", Now.AddHours(-3));
        await StartAsync("elsewhere", Now.AddHours(-3), "54");
        await StartAsync("in-grace", Now.AddMinutes(-20));
        await StartAsync("open", null);
        await StartAsync("back", Now.AddHours(-2));
        await _patrols.EndPatrolAsync(new() { Name = "patrols/back", EndTime = Stamp(Now), RequestId = "back" });
        await _patrols.CreatePatrolAsync(Plan("planned", Now.AddHours(-2), "53"));
        await StartAsync("void", Now.AddHours(-2));
        await _patrols.VoidPatrolAsync(new() { Name = "patrols/void", Reason = "why", RequestId = "void" });

        var overdue = await _watch.ListOverduePatrolsAsync(new() { Area = "53" });
        var first = await _watch.ListOverduePatrolsAsync(new() { PageSize = 2 });
        var second = await _watch.ListOverduePatrolsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(["patrols/later", "patrols/late"], overdue.Patrols.Select(record => record.Name));
        Assert.All(overdue.Patrols, record => Assert.Equal("", record.Leader));
        Assert.Equal(3, first.Patrols.Concat(second.Patrols).Select(record => record.Name).Distinct().Count());
        Assert.True(overdue.AsOf.ToDateTimeOffset() >= Now);
    }

    [Fact]
    public async Task ListOverduePatrols_PausedPatrolWhoseEndIsPutOff_IsOverdueNoMore()
    {
        await StartAsync("a", Now.AddHours(-2));
        await _patrols.PausePatrolAsync(new() { Name = "patrols/a", PauseTime = Stamp(Now), RequestId = "pause" });
        Assert.Single((await _watch.ListOverduePatrolsAsync(new())).Patrols);

        await _patrols.AmendPatrolAsync(new()
        {
            Patrol = new() { Name = "patrols/a", Etag = "3", PlannedEndTime = Stamp(Now.AddHours(1)) },
            UpdateMask = new() { Paths = { "planned_end_time" } },
            Reason = "Found tracks",
            RequestId = "amend",
        });

        Assert.Empty((await _watch.ListOverduePatrolsAsync(new())).Patrols);
    }

    [Fact]
    public async Task WatchPatrols_FromPresentToOverdue_TellsEachOnce()
    {
        await StartAsync("out", Now.AddHours(1));
        await StartAsync("late", Now.AddHours(-1));
        await StartAsync("elsewhere", Now.AddHours(-1), "54");
        using var call = _watch.WatchPatrols(new() { Area = "53" }, deadline: Soon());

        var present = new[] { await NextAsync(call), await NextAsync(call) }.OrderBy(told => told.Patrol.Name);
        Assert.Equal([("patrols/late", true), ("patrols/out", false)], present.Select(told => (told.Patrol.Name, told.IsOverdue)));
        Assert.All(present, told => Assert.Equal((WatchEvent.Present, ""), (told.Event, told.Patrol.Leader)));
        Assert.Equal((WatchEvent.Heartbeat, 6), ((await NextAsync(call)) is var told ? (told.Event, told.FeedPosition) : default));

        await StartAsync("other", Now.AddHours(1), "54");
        await _patrols.CreatePatrolAsync(Plan("soon", Now.AddHours(1), "53.01", grace: 1));
        await _patrols.StartPatrolAsync(new() { Name = "patrols/soon", StartTime = Stamp(Now.AddHours(-4)), RequestId = "soon" });
        Assert.Equal((WatchEvent.Changed, "patrols/soon", "2"), await NewsAsync(call));
        _clock.Shift = TimeSpan.FromMinutes(62);
        Assert.Equal((WatchEvent.Overdue, "patrols/soon", "2"), await NewsAsync(call));

        await _patrols.EndPatrolAsync(new() { Name = "patrols/soon", EndTime = Stamp(Now), RequestId = "end" });
        Assert.Equal((WatchEvent.Changed, "patrols/soon", "3"), await NewsAsync(call));
        Assert.Equal((PatrolState.Ended, false), (call.ResponseStream.Current.Patrol.State, call.ResponseStream.Current.IsOverdue));
    }

    [Fact]
    public async Task WatchPatrols_PatrolThatLeavesTheCallersAreas_IsTakenOffAndNeverOverdue()
    {
        await _patrols.CreatePatrolAsync(Plan("a", Now.AddHours(1), "53.01", grace: 1));
        await _patrols.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Stamp(Now.AddHours(-4)), RequestId = "start" });
        using var call = _watch.WatchPatrols(new(), new Metadata { { "border-areas", "53.01" } }, Soon());
        Assert.Equal((WatchEvent.Present, "patrols/a", "2"), await NewsAsync(call));

        await _patrols.AmendPatrolAsync(new()
        {
            Patrol = new() { Name = "patrols/a", Etag = "2", Area = "53.02" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "Wrong sector",
            RequestId = "amend",
        });
        await _patrols.EndPatrolAsync(new() { Name = "patrols/a", EndTime = Stamp(Now), RequestId = "end" });
        await StartAsync("b", Now.AddHours(1));

        Assert.Equal((WatchEvent.Changed, "patrols/a", "3"), await NewsAsync(call));
        Assert.Equal(new Patrol { Name = "patrols/a", State = PatrolState.UnderWay, Etag = "3" }, call.ResponseStream.Current.Patrol);
        Assert.Equal((WatchEvent.Changed, "patrols/b", "2"), await NewsAsync(call));
        _clock.Shift = TimeSpan.FromHours(2);
        Assert.Equal((WatchEvent.Overdue, "patrols/b", "2"), await NewsAsync(call));
    }

    [Fact]
    public async Task WatchPatrols_WithoutNews_TellsThatItGoesOn()
    {
        using var call = _watch.WatchPatrols(new(), deadline: Soon());

        Assert.Equal(WatchEvent.Heartbeat, (await NextAsync(call)).Event);
        Assert.Equal(WatchEvent.Heartbeat, (await NextAsync(call)).Event);
    }

    [Fact]
    public async Task WatchPatrols_TheClockIsSetBack_StillTellsThatItGoesOn()
    {
        using var call = _watch.WatchPatrols(new(), deadline: Soon());
        Assert.Equal(WatchEvent.Heartbeat, (await NextAsync(call)).Event);

        _clock.Shift = TimeSpan.FromHours(-1);

        Assert.Equal(WatchEvent.Heartbeat, (await NextAsync(call)).Event);
    }

    [Fact]
    public async Task WatchPatrols_ProcessThatStops_TellsTheWatcherToComeBack()
    {
        using var channel = GrpcChannel.ForAddress(_host!.Address);
        using var call = new PatrolWatchService.PatrolWatchServiceClient(channel).WatchPatrols(new(), deadline: Soon());
        await NextAsync(call);

        var stopping = _host!.DisposeAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await NewsAsync(call));
        await stopping;
        _host = null;

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    private async Task StartAsync(string id, DateTimeOffset? plannedEnd, string area = "53.01")
    {
        await _patrols.CreatePatrolAsync(Plan(id, plannedEnd, area));
        await _patrols.StartPatrolAsync(new() { Name = $"patrols/{id}", StartTime = Stamp(Now.AddHours(-4)), RequestId = $"start-{id}" });
    }

    private static CreatePatrolRequest Plan(string id, DateTimeOffset? plannedEnd, string area, int grace = 0) => new()
    {
        PatrolId = id,
        RequestId = $"plan-{id}",
        Patrol = new()
        {
            Unit = "U1",
            Area = area,
            Type = PatrolType.Routine,
            PlanTime = Stamp(Now.AddHours(-5)),
            PlannedEndTime = plannedEnd is { } end ? Stamp(end) : null,
            GraceMinutes = grace,
            Leader = "N-1",
        },
    };

    private static async Task<WatchPatrolsResponse> NextAsync(AsyncServerStreamingCall<WatchPatrolsResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current;
    }

    // Heartbeats come whenever it takes long.
    private static async Task<(WatchEvent Event, string Name, string Etag)> NewsAsync(AsyncServerStreamingCall<WatchPatrolsResponse> call)
    {
        while (true)
        {
            var told = await NextAsync(call);
            if (told.Event != WatchEvent.Heartbeat)
                return (told.Event, told.Patrol.Name, told.Patrol.Etag);
        }
    }

    private static Timestamp Stamp(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    private static DateTime Soon() => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60);

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
