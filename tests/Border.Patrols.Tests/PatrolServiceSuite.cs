using Border.Lookup.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Patrols.Tests;

public sealed class SqlitePatrolServiceTests() : PatrolServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPatrolServiceTests() : PatrolServiceSuite(StorageEngineKind.Postgres);

/// <summary>The service as a client sees it, on each engine.</summary>
public abstract class PatrolServiceSuite(StorageEngineKind engine) : PatrolServiceHost(engine)
{
    [Fact]
    public async Task Patrol_FromPlanToEnd_KeepsTimesAndObservations()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        await Client.AddObservationAsync(Observe(name, "o1"));
        await Client.EndPatrolAsync(new() { Name = name, EndTime = Noon, RequestId = "e" });
        await Client.AddObservationAsync(Observe(name, "o2"));

        var record = await Client.GetPatrolAsync(new() { Name = name });

        Assert.Equal(("patrols/a", "5", PatrolState.Ended), (record.Name, record.Etag, record.State));
        Assert.Equal((Morning, Noon), (record.StartTime, record.EndTime));
        Assert.Equal(["o1", "o2"], record.Observations.Select(observation => observation.Id));
        Assert.Equal("A herder, invented", record.Observations[0].Note);
    }

    [Fact]
    public async Task CreatePatrol_EveryFieldWrong_NamesThemAll()
    {
        var request = new CreatePatrolRequest
        {
            PatrolId = "Not An Id",
            Patrol = new() { Area = "a..b", CounterpartCountry = "Mongolia", OfficerCount = 1001 },
        };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.CreatePatrolAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            [
                "patrol.area", "patrol.counterpart_country", "patrol.officer_count", "patrol.plan_time", "patrol.type", "patrol.unit",
                "patrol_id", "request_id",
            ],
            FieldsAtFault(error));
    }

    [Fact]
    public async Task CreatePatrol_JointWithoutCounterpart_NamesTheField()
    {
        var request = Create("a");
        request.Patrol.Type = PatrolType.Joint;

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.CreatePatrolAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["patrol.counterpart_country"], FieldsAtFault(error));
    }

    [Fact]
    public async Task EndPatrol_NotStarted_NamesTheState()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.EndPatrolAsync(new() { Name = name, EndTime = Noon, RequestId = "e" }));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task EndPatrol_EtagOfAnOlderVersion_IsAborted()
    {
        var created = await Client.CreatePatrolAsync(Create("a"));
        await Client.StartPatrolAsync(new() { Name = created.Name, Etag = created.Etag, StartTime = Morning, RequestId = "s" });

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.EndPatrolAsync(new() { Name = created.Name, Etag = created.Etag, EndTime = Noon, RequestId = "e" }));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task AddObservation_FromManyDevicesAtOnce_KeepsEach()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => await Client.AddObservationAsync(Observe(name, $"o{i}"))));

        var record = await Client.GetPatrolAsync(new() { Name = name });
        Assert.Equal("22", record.Etag);
        var ids = record.Observations.Select(observation => observation.Id);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"o{i}").Order(), ids.Order());
    }

    [Fact]
    public async Task AddObservation_IdTakenInThePatrol_IsRefused()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        await Client.AddObservationAsync(Observe(name, "o1"));
        var other = Observe(name, "o1");
        other.RequestId = "another";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.AddObservationAsync(other));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_RECORD_EXISTS"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => Host.WaitUntilServingAsync(PatrolService.Descriptor.FullName);

    [Fact]
    public async Task AmendPatrol_OneFieldWithItsEtag_ChangesOnlyThat()
    {
        var record = await Client.CreatePatrolAsync(Create("a"));

        var amended = await Client.AmendPatrolAsync(new()
        {
            Patrol = new() { Name = record.Name, Etag = record.Etag, Area = "53.02", Unit = "ignored" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "wrong sector",
            RequestId = "m",
        });

        Assert.Equal(("53.02", "U1", "2"), (amended.Area, amended.Unit, amended.Etag));
    }

    [Theory]
    [InlineData("start_time")]
    [InlineData("end_time")]
    public async Task AmendPatrol_TimeInTheFuture_IsRefused(string field)
    {
        var mistyped = Timestamp.FromDateTimeOffset(new(2099, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        var ended = await Client.EndPatrolAsync(new() { Name = name, EndTime = Noon, RequestId = "e" });
        var sent = new Patrol { Name = name, Etag = ended.Etag };
        Patrol.Descriptor.FindFieldByName(field).Accessor.SetValue(sent, mistyped);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.AmendPatrolAsync(new()
        {
            Patrol = sent,
            UpdateMask = new() { Paths = { field } },
            Reason = "wrong year",
            RequestId = "m",
        }));

        var violations = error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations;
        Assert.Equal([($"patrol.{field}", "is more than 24 hours in the future")], violations.Select(violation => (violation.Field, violation.Description)));
    }

    [Fact]
    public async Task VoidPatrol_StandingPatrol_StaysReadable()
    {
        await Client.CreatePatrolAsync(Create("a"));

        await Client.VoidPatrolAsync(new() { Name = "patrols/a", Reason = "entered twice", RequestId = "v" });

        var record = await Client.GetPatrolAsync(new() { Name = "patrols/a" });
        Assert.Equal((PatrolState.Void, "entered twice", "U1"), (record.State, record.VoidReason, record.Unit));
        var fed = (await Host.FirstEventsAsync("patrols", 2))[1].State.Unpack<Patrol>();
        Assert.Equal((PatrolState.Void, ""), (fed.State, fed.VoidReason));
    }

    [Fact]
    public async Task Patrol_WithLegsAndAPause_KeepsThemThroughARestart()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, Leader = "N-1", Team = { "N-2" }, RequestId = "s" });
        await Client.PausePatrolAsync(new() { Name = name, PauseTime = Later(60), Reason = "Rest", RequestId = "p" });
        await Client.ResumePatrolAsync(new() { Name = name, ResumeTime = Later(90), RequestId = "r" });
        await Client.ChangeLegAsync(new() { Name = name, ChangeTime = Later(90), Transport = TransportMode.Boat, RequestId = "c" });
        await Client.AmendLegAsync(new()
        {
            Name = name,
            Number = 2,
            Leg = new() { Leader = "N-3" },
            UpdateMask = new() { Paths = { "leader" } },
            Reason = "mistyped",
            RequestId = "l",
        });
        var ended = await Client.EndPatrolAsync(new() { Name = name, EndTime = Noon, FinalPosition = new() { Latitude = 47.5 }, RequestId = "e" });

        await RestartAsync();
        var record = await Client.GetPatrolAsync(new() { Name = name });

        Assert.Equal(ended, record);
        Assert.Equal([("N-1", Morning, Later(90)), ("N-3", Later(90), Noon)], record.Legs.Select(leg => (leg.Leader, leg.StartTime, leg.EndTime)));
        Assert.Equal((Later(60), Later(90), "Rest"), (record.Pauses[0].StartTime, record.Pauses[0].EndTime, record.Pauses[0].Reason));
        Assert.Equal(
            ["created", "started", "paused", "resumed", "leg_changed", "leg_amended", "ended"],
            (await Host.FirstEventsAsync("patrols", 7)).Select(entry => entry.Verb));
    }

    [Fact]
    public async Task CancelPatrol_Planned_StaysReadableAndCannotStart()
    {
        await Client.CreatePatrolAsync(Create("a"));

        await Client.CancelPatrolAsync(new() { Name = "patrols/a", Reason = "Snow on the pass", RequestId = "c" });

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Morning, RequestId = "s" }));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, error.Reason()));
        var record = await Client.GetPatrolAsync(new() { Name = "patrols/a" });
        Assert.Equal((PatrolState.Cancelled, "Snow on the pass"), (record.State, record.CancelReason));
        Assert.Equal("", Assert.Single((await Client.ListPatrolsAsync(new() { State = PatrolState.Cancelled })).Patrols).CancelReason);
    }

    [Fact]
    public async Task AmendAndVoidObservation_FromTheService_KeepTheReasonWithTheVersion()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        await Client.AddObservationAsync(Observe(name, "o1"));

        await Client.AmendObservationAsync(new()
        {
            Name = name,
            ObservationId = "o1",
            Observation = new() { Severity = Severity.High },
            UpdateMask = new() { Paths = { "severity" } },
            Reason = "seen again",
            RequestId = "m",
        });
        await Client.VoidObservationAsync(new() { Name = name, ObservationId = "o1", Reason = "our own", RequestId = "v" });

        var seen = Assert.Single((await Client.GetPatrolAsync(new() { Name = name })).Observations);
        Assert.Equal((Severity.High, true, "our own", "A herder, invented"), (seen.Severity, seen.IsVoid, seen.VoidReason, seen.Note));
        var versions = (await new LookupService.LookupServiceClient(Host.Channel).ListVersionsAsync(new() { Name = name })).Versions;
        Assert.Equal([("observation_amended", "seen again"), ("observation_voided", "our own")], versions.Skip(3).Select(v => (v.Verb, v.Reason)));
    }

    private static IEnumerable<string> FieldsAtFault(RpcException error) =>
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal);
}
