using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Patrols.Tests;

public sealed class SqlitePatrolStreamTests() : PatrolStreamSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPatrolStreamTests() : PatrolStreamSuite(StorageEngineKind.Postgres);

/// <summary>Patrols as they come in bulk, again, and through a restart.</summary>
public abstract class PatrolStreamSuite(StorageEngineKind engine) : PatrolServiceHost(engine)
{
    [Fact]
    public async Task CreatePatrol_SentTwice_GivesTheFirstAnswerAgain()
    {
        var first = await Client.CreatePatrolAsync(Create("a"));
        await Client.StartPatrolAsync(new() { Name = first.Name, StartTime = Morning, RequestId = "s" });

        Assert.Equal(first, await Client.CreatePatrolAsync(Create("a")));
        Assert.Equal("2", (await Client.GetPatrolAsync(new() { Name = first.Name })).Etag);
    }

    [Fact]
    public async Task StartPatrol_SentTwice_GivesTheFirstAnswerAgain()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        var start = new StartPatrolRequest { Name = name, StartTime = Morning, RequestId = "s" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await Client.StartPatrolAsync(start)));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal("2", (await Client.GetPatrolAsync(new() { Name = name })).Etag);
    }

    [Fact]
    public async Task StartPatrol_RequestIdOfAnother_ChangesNothing()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "create-a" }));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_REQUEST_ID_REUSED"), (error.StatusCode, error.Reason()));
        Assert.Equal(PatrolState.Planned, (await Client.GetPatrolAsync(new() { Name = name })).State);
    }

    [Fact]
    public async Task Restart_InTheMiddleOfAPatrol_GoesOnWhereItWas()
    {
        var created = await Client.CreatePatrolAsync(Create("a"));
        var start = new StartPatrolRequest { Name = created.Name, StartTime = Morning, RequestId = "s" };
        var started = await Client.StartPatrolAsync(start);

        await RestartAsync();

        Assert.Equal(started, await Client.StartPatrolAsync(start));
        var ended = await Client.EndPatrolAsync(new() { Name = created.Name, Etag = started.Etag, EndTime = Noon, RequestId = "e" });
        Assert.Equal(("3", PatrolState.Ended), (ended.Etag, ended.State));
        Assert.Equal([1, 2, 3], (await Host.FirstEventsAsync("patrols", 3)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task SubmitPatrols_MixedStream_AnswersEachAndKeepsTheOrderOfAPatrol()
    {
        using var call = Client.SubmitPatrols();
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
        Assert.Equal(PatrolState.Ended, (await Client.GetPatrolAsync(new() { Name = "patrols/p29" })).State);
    }

    [Fact]
    public async Task PausePatrol_SentTwiceAndAgainWithAnOldEtag_IsCarriedOutOnce()
    {
        var name = (await Client.CreatePatrolAsync(Create("a"))).Name;
        var started = await Client.StartPatrolAsync(new() { Name = name, StartTime = Morning, RequestId = "s" });
        var pause = new PausePatrolRequest { Name = name, PauseTime = Noon, RequestId = "p" };

        var first = await Client.PausePatrolAsync(pause);
        Assert.Equal(first, await Client.PausePatrolAsync(pause));
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.ResumePatrolAsync(new() { Name = name, Etag = started.Etag, ResumeTime = Noon, RequestId = "r" }));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, error.Reason()));
        Assert.Single((await Client.GetPatrolAsync(new() { Name = name })).Pauses);
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
                    Name = Name, ObservationId = "o1", Attachment = new() { Id = "p", Sha256 = await Uploads.PhotoAsync(Host.Channel, 1) }, RequestId = "12",
                },
            },
            new() { VoidObservation = new() { Name = Name, ObservationId = "o1", Reason = "x", RequestId = "8" } },
            new() { End = new() { Name = Name, EndTime = Noon, RequestId = "9" } },
            new() { Void = new() { Name = Name, Reason = "x", RequestId = "10" } },
            new() { Create = Create("b") },
            new() { Cancel = new() { Name = "patrols/b", Reason = "x", RequestId = "11" } },
        ];
        using var call = Client.SubmitPatrols();
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();

        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.All(receipts, receipt => Assert.Null(receipt.Error));
        Assert.Equal(System.Enum.GetValues<PatrolVerb>().Length + 1, requests.Select(request => request.RequestCase).Distinct().Count());
        Assert.Equal("13", (await Client.GetPatrolAsync(new() { Name = Name })).Etag);
    }
}
