using Border.Lookup.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Patrols.Tests;

public sealed class SqlitePatrolServiceTests() : PatrolServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPatrolServiceTests() : PatrolServiceSuite(StorageEngineKind.Postgres);

/// <summary>The service as a client sees it, on each engine.</summary>
public abstract class PatrolServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private static readonly Timestamp Noon = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));

    private StoragePlace place = null!;
    private ServiceHost host = null!;
    private PatrolService.PatrolServiceClient client = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Patrol_FromPlanToEnd_KeepsTimesAndObservations()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        await client.AddObservationAsync(Observe(name, "o1"));
        await client.EndPatrolAsync(new() { Name = name, EndTime = Noon, RequestId = "e" });
        await client.AddObservationAsync(Observe(name, "o2"));

        var record = await client.GetPatrolAsync(new() { Name = name });

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

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.CreatePatrolAsync(request));

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

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.CreatePatrolAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["patrol.counterpart_country"], FieldsAtFault(error));
    }

    [Fact]
    public async Task CreatePatrol_SentTwice_GivesTheFirstAnswerAgain()
    {
        var first = await client.CreatePatrolAsync(Create("a"));
        await client.StartPatrolAsync(new() { Name = first.Name, StartTime = Morning, RequestId = "s" });

        Assert.Equal(first, await client.CreatePatrolAsync(Create("a")));
        Assert.Equal("2", (await client.GetPatrolAsync(new() { Name = first.Name })).Etag);
    }

    [Fact]
    public async Task StartPatrol_SentTwice_GivesTheFirstAnswerAgain()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        var start = new StartPatrolRequest { Name = name, StartTime = Morning, RequestId = "s" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await client.StartPatrolAsync(start)));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal("2", (await client.GetPatrolAsync(new() { Name = name })).Etag);
    }

    [Fact]
    public async Task StartPatrol_RequestIdOfAnother_ChangesNothing()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "create-a" }));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_REQUEST_ID_REUSED"), (error.StatusCode, ReasonOf(error)));
        Assert.Equal(PatrolState.Planned, (await client.GetPatrolAsync(new() { Name = name })).State);
    }

    [Fact]
    public async Task EndPatrol_NotStarted_NamesTheState()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.EndPatrolAsync(new() { Name = name, EndTime = Noon, RequestId = "e" }));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task EndPatrol_EtagOfAnOlderVersion_IsAborted()
    {
        var created = await client.CreatePatrolAsync(Create("a"));
        await client.StartPatrolAsync(new() { Name = created.Name, Etag = created.Etag, StartTime = Morning, RequestId = "s" });

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.EndPatrolAsync(new() { Name = created.Name, Etag = created.Etag, EndTime = Noon, RequestId = "e" }));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task AddObservation_FromManyDevicesAtOnce_KeepsEach()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => await client.AddObservationAsync(Observe(name, $"o{i}"))));

        var record = await client.GetPatrolAsync(new() { Name = name });
        Assert.Equal("22", record.Etag);
        var ids = record.Observations.Select(observation => observation.Id);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"o{i}").Order(), ids.Order());
    }

    [Fact]
    public async Task AddObservation_IdTakenInThePatrol_IsRefused()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        await client.AddObservationAsync(Observe(name, "o1"));
        var other = Observe(name, "o1");
        other.RequestId = "another";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.AddObservationAsync(other));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_RECORD_EXISTS"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task Restart_InTheMiddleOfAPatrol_GoesOnWhereItWas()
    {
        var created = await client.CreatePatrolAsync(Create("a"));
        var start = new StartPatrolRequest { Name = created.Name, StartTime = Morning, RequestId = "s" };
        var started = await client.StartPatrolAsync(start);

        await host.DisposeAsync();
        await StartAsync();

        Assert.Equal(started, await client.StartPatrolAsync(start));
        var ended = await client.EndPatrolAsync(new() { Name = created.Name, Etag = started.Etag, EndTime = Noon, RequestId = "e" });
        Assert.Equal(("3", PatrolState.Ended), (ended.Etag, ended.State));
        Assert.Equal([1, 2, 3], (await host.FirstEventsAsync("patrols", 3)).Select(entry => entry.Version));
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => host.WaitUntilServingAsync(PatrolService.Descriptor.FullName);

    [Fact]
    public async Task AmendPatrol_OneFieldWithItsEtag_ChangesOnlyThat()
    {
        var record = await client.CreatePatrolAsync(Create("a"));

        var amended = await client.AmendPatrolAsync(new()
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
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        var ended = await client.EndPatrolAsync(new() { Name = name, EndTime = Noon, RequestId = "e" });
        var sent = new Patrol { Name = name, Etag = ended.Etag };
        Patrol.Descriptor.FindFieldByName(field).Accessor.SetValue(sent, mistyped);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.AmendPatrolAsync(new()
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
        await client.CreatePatrolAsync(Create("a"));

        await client.VoidPatrolAsync(new() { Name = "patrols/a", Reason = "entered twice", RequestId = "v" });

        var record = await client.GetPatrolAsync(new() { Name = "patrols/a" });
        Assert.Equal((PatrolState.Void, "entered twice", "U1"), (record.State, record.VoidReason, record.Unit));
        var fed = (await host.FirstEventsAsync("patrols", 2))[1].State.Unpack<Patrol>();
        Assert.Equal((PatrolState.Void, ""), (fed.State, fed.VoidReason));
    }

    [Fact]
    public async Task SubmitPatrols_MixedStream_AnswersEachAndKeepsTheOrderOfAPatrol()
    {
        using var call = client.SubmitPatrols();
        for (var i = 0; i < 30; i++)
        {
            var name = $"patrols/p{i}";
            await call.RequestStream.WriteAsync(new() { Create = Create($"p{i}") });
            await call.RequestStream.WriteAsync(new() { Start = new() { Name = name, StartTime = Morning, RequestId = $"start-{i}" } });
            await call.RequestStream.WriteAsync(new() { AddObservation = Observe(name, "o1") });
            await call.RequestStream.WriteAsync(new() { End = new() { Name = name, EndTime = Noon, RequestId = $"end-{i}" } });
        }

        await call.RequestStream.WriteAsync(new() { Void = new() { Name = "patrols/none", Reason = "why", RequestId = "v" } });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(121, receipts.Count);
        var refused = Assert.Single(receipts, receipt => receipt.Error is not null);
        Assert.Equal(("v", ErrorReason.RecordNotFound), (refused.RequestId, refused.Error.Reason));
        Assert.Equal(120, receipts.Max(receipt => receipt.Accepted?.FeedPosition ?? 0));
        Assert.Equal(PatrolState.Ended, (await client.GetPatrolAsync(new() { Name = "patrols/p29" })).State);
    }

    [Fact]
    public async Task ListPatrols_EachFilter_FindsTheOnesThatFit()
    {
        await client.CreatePatrolAsync(Create("a"));
        var joint = Create("b");
        (joint.Patrol.Type, joint.Patrol.CounterpartCountry) = (PatrolType.Joint, "MNG");
        (joint.Patrol.PlanTime, joint.Patrol.Area) = (Noon, "15.01");
        await client.CreatePatrolAsync(joint);
        await client.StartPatrolAsync(new() { Name = "patrols/b", StartTime = Noon, RequestId = "s" });

        Assert.Equal(["patrols/b", "patrols/a"], await NamesAsync(new()));
        Assert.Equal(["patrols/a", "patrols/b"], await NamesAsync(new() { OrderBy = "plan_time" }));
        Assert.Equal(["patrols/b"], await NamesAsync(new() { Type = PatrolType.Joint }));
        Assert.Equal(["patrols/a"], await NamesAsync(new() { State = PatrolState.Planned }));
        Assert.Equal(["patrols/b"], await NamesAsync(new() { Area = "15" }));
        Assert.Equal(["patrols/b"], await NamesAsync(new() { PlanTimeFrom = Noon }));
        Assert.Equal(["patrols/a"], await NamesAsync(new() { PlanTimeBefore = Noon }));
        Assert.Empty(await NamesAsync(new() { Type = PatrolType.Joint, State = PatrolState.Planned }));
    }

    [Fact]
    public async Task ListPatrols_PageByPage_GivesEachOnce()
    {
        for (var i = 0; i < 5; i++)
            await client.CreatePatrolAsync(Create($"p{i}"));

        List<string> names = [];
        var token = "";
        do
        {
            var page = await client.ListPatrolsAsync(new() { PageSize = 2, PageToken = token });
            names.AddRange(page.Patrols.Select(record => record.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["patrols/p0", "patrols/p1", "patrols/p2", "patrols/p3", "patrols/p4"], names.Order());
    }

    [Fact]
    public async Task ListPatrolsAndFeed_ObservationWithNote_LeaveTheNoteOut()
    {
        await client.CreatePatrolAsync(Create("a"));
        await client.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Morning, RequestId = "s" });
        await client.AddObservationAsync(Observe("patrols/a", "o1"));

        var listed = Assert.Single((await client.ListPatrolsAsync(new())).Patrols);
        Assert.Equal(("o1", ""), (listed.Observations[0].Id, listed.Observations[0].Note));
        var events = await host.FirstEventsAsync("patrols", 3);
        Assert.Equal(["created", "started", "observation_added"], events.Select(entry => entry.Verb));
        var state = events[2].State.Unpack<Patrol>();
        Assert.Equal(("o1", ""), (state.Observations[0].Id, state.Observations[0].Note));
    }

    [Fact]
    public async Task GetPatrol_ThatIsNotThere_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.GetPatrolAsync(new() { Name = "patrols/none" }));

        Assert.Equal((StatusCode.NotFound, "ERROR_REASON_RECORD_NOT_FOUND"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task Patrol_WithLegsAndAPause_KeepsThemThroughARestart()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, Leader = "N-1", Team = { "N-2" }, RequestId = "s" });
        await client.PausePatrolAsync(new() { Name = name, PauseTime = Later(60), Reason = "Rest", RequestId = "p" });
        await client.ResumePatrolAsync(new() { Name = name, ResumeTime = Later(90), RequestId = "r" });
        await client.ChangeLegAsync(new() { Name = name, ChangeTime = Later(90), Transport = TransportMode.Boat, RequestId = "c" });
        await client.AmendLegAsync(new()
        {
            Name = name,
            Number = 2,
            Leg = new() { Leader = "N-3" },
            UpdateMask = new() { Paths = { "leader" } },
            Reason = "mistyped",
            RequestId = "l",
        });
        var ended = await client.EndPatrolAsync(new() { Name = name, EndTime = Noon, FinalPosition = new() { Latitude = 47.5 }, RequestId = "e" });

        await host.DisposeAsync();
        await StartAsync();
        var record = await client.GetPatrolAsync(new() { Name = name });

        Assert.Equal(ended, record);
        Assert.Equal([("N-1", Morning, Later(90)), ("N-3", Later(90), Noon)], record.Legs.Select(leg => (leg.Leader, leg.StartTime, leg.EndTime)));
        Assert.Equal((Later(60), Later(90), "Rest"), (record.Pauses[0].StartTime, record.Pauses[0].EndTime, record.Pauses[0].Reason));
        Assert.Equal(
            ["created", "started", "paused", "resumed", "leg_changed", "leg_amended", "ended"],
            (await host.FirstEventsAsync("patrols", 7)).Select(entry => entry.Verb));
    }

    [Fact]
    public async Task ListPatrolsAndFeed_PatrolWithPeople_LeaveThemOut()
    {
        var create = Create("a");
        create.Patrol.Leader = "N-1";
        await client.CreatePatrolAsync(create);
        await client.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Morning, Team = { "N-2" }, RequestId = "s" });
        await client.PausePatrolAsync(new() { Name = "patrols/a", PauseTime = Noon, Reason = "N-2 is ill", RequestId = "p" });

        var listed = Assert.Single((await client.ListPatrolsAsync(new())).Patrols);
        var fed = (await host.FirstEventsAsync("patrols", 3))[2].State.Unpack<Patrol>();

        foreach (var record in (Patrol[])[listed, fed])
        {
            Assert.Equal(("", "", "", Noon), (record.Leader, record.Legs[0].Leader, record.Pauses[0].Reason, record.Pauses[0].StartTime));
            Assert.Empty(record.Legs[0].Team);
        }
    }

    [Fact]
    public async Task PausePatrol_SentTwiceAndAgainWithAnOldEtag_IsCarriedOutOnce()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        var started = await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        var pause = new PausePatrolRequest { Name = name, PauseTime = Noon, RequestId = "p" };

        var first = await client.PausePatrolAsync(pause);
        Assert.Equal(first, await client.PausePatrolAsync(pause));
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.ResumePatrolAsync(new() { Name = name, Etag = started.Etag, ResumeTime = Noon, RequestId = "r" }));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, ReasonOf(error)));
        Assert.Single((await client.GetPatrolAsync(new() { Name = name })).Pauses);
    }

    [Fact]
    public async Task CancelPatrol_Planned_StaysReadableAndCannotStart()
    {
        await client.CreatePatrolAsync(Create("a"));

        await client.CancelPatrolAsync(new() { Name = "patrols/a", Reason = "Snow on the pass", RequestId = "c" });

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Morning, RequestId = "s" }));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, ReasonOf(error)));
        var record = await client.GetPatrolAsync(new() { Name = "patrols/a" });
        Assert.Equal((PatrolState.Cancelled, "Snow on the pass"), (record.State, record.CancelReason));
        Assert.Equal("", Assert.Single((await client.ListPatrolsAsync(new() { State = PatrolState.Cancelled })).Patrols).CancelReason);
    }

    [Fact]
    public async Task AmendAndVoidObservation_FromTheService_KeepTheReasonWithTheVersion()
    {
        var name = (await client.CreatePatrolAsync(Create("a"))).Name;
        await client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        await client.AddObservationAsync(Observe(name, "o1"));

        await client.AmendObservationAsync(new()
        {
            Name = name,
            ObservationId = "o1",
            Observation = new() { Severity = Severity.High },
            UpdateMask = new() { Paths = { "severity" } },
            Reason = "seen again",
            RequestId = "m",
        });
        await client.VoidObservationAsync(new() { Name = name, ObservationId = "o1", Reason = "our own", RequestId = "v" });

        var seen = Assert.Single((await client.GetPatrolAsync(new() { Name = name })).Observations);
        Assert.Equal((Severity.High, true, "our own", "A herder, invented"), (seen.Severity, seen.IsVoid, seen.VoidReason, seen.Note));
        var versions = (await new LookupService.LookupServiceClient(host.Channel).ListVersionsAsync(new() { Name = name })).Versions;
        Assert.Equal([("observation_amended", "seen again"), ("observation_voided", "our own")], versions.Skip(3).Select(v => (v.Verb, v.Reason)));
    }

    [Fact]
    public async Task SubmitPatrols_EveryVerb_IsCarriedOutInOrder()
    {
        const string Name = "patrols/a";
        SubmitPatrolsRequest[] requests =
        [
            new() { Create = Create("a") },
            new() { Amend = new() { Patrol = new() { Name = Name, Etag = "1", Area = "53" }, UpdateMask = new() { Paths = { "area" } }, Reason = "x", RequestId = "1" } },
            new() { Start = new() { Name = Name, StartTime = Morning, RequestId = "2" } },
            new() { Pause = new() { Name = Name, PauseTime = Later(10), RequestId = "3" } },
            new() { Resume = new() { Name = Name, ResumeTime = Later(20), RequestId = "4" } },
            new() { ChangeLeg = new() { Name = Name, ChangeTime = Later(30), Leader = "N-4", RequestId = "5" } },
            new()
            {
                AmendLeg = new()
                {
                    Name = Name, Number = 1, Leg = new() { Leader = "N-1" }, UpdateMask = new() { Paths = { "leader" } }, Reason = "x", RequestId = "6",
                },
            },
            new() { AddObservation = Observe(Name, "o1") },
            new()
            {
                AmendObservation = new()
                {
                    Name = Name, ObservationId = "o1", Observation = new(), UpdateMask = new() { Paths = { "note" } }, Reason = "x", RequestId = "7",
                },
            },
            new()
            {
                AddObservationAttachment = new()
                {
                    Name = Name, ObservationId = "o1", Attachment = new() { Id = "p", Sha256 = await Uploads.PhotoAsync(host.Channel, 1) }, RequestId = "12",
                },
            },
            new() { VoidObservation = new() { Name = Name, ObservationId = "o1", Reason = "x", RequestId = "8" } },
            new() { End = new() { Name = Name, EndTime = Noon, RequestId = "9" } },
            new() { Void = new() { Name = Name, Reason = "x", RequestId = "10" } },
            new() { Create = Create("b") },
            new() { Cancel = new() { Name = "patrols/b", Reason = "x", RequestId = "11" } },
        ];
        using var call = client.SubmitPatrols();
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();

        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.All(receipts, receipt => Assert.Null(receipt.Error));
        Assert.Equal(System.Enum.GetValues<PatrolVerb>().Length + 1, requests.Select(request => request.RequestCase).Distinct().Count());
        Assert.Equal("13", (await client.GetPatrolAsync(new() { Name = Name })).Etag);
    }

    private async Task StartAsync()
    {
        host = await ServiceHost.StartAsync(place, builder => builder.AddPatrols(), app => app.MapPatrols());
        client = new(host.Channel);
    }

    private async Task<IEnumerable<string>> NamesAsync(ListPatrolsRequest request) =>
        (await client.ListPatrolsAsync(request)).Patrols.Select(record => record.Name);

    private static IEnumerable<string> FieldsAtFault(RpcException error) =>
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal);

    private static string ReasonOf(RpcException error) => error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    private static Timestamp Later(int minutes) => Timestamp.FromDateTimeOffset(Morning.ToDateTimeOffset().AddMinutes(minutes));

    private static CreatePatrolRequest Create(string id) => new()
    {
        PatrolId = id,
        RequestId = $"create-{id}",
        Patrol = new() { Unit = "U1", Area = "53.01.02", Type = PatrolType.Routine, OfficerCount = 4, PlanTime = Morning },
    };

    private static AddObservationRequest Observe(string name, string id) => new()
    {
        Name = name,
        RequestId = $"observe-{name}-{id}",
        Observation = new() { Id = id, Category = ObservationCategory.Vehicle, ObserveTime = Noon, Note = "A herder, invented" },
    };
}
