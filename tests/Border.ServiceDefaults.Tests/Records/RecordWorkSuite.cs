using System.Security.Cryptography;
using System.Text;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class SqliteRecordWorkTests() : RecordWorkSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRecordWorkTests() : RecordWorkSuite(StorageEngineKind.Postgres);

/// <summary>Requests that are about several records, on each engine.</summary>
public abstract class RecordWorkSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly RecordKind<Case> Kind = new(
        "cases",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset())]);

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private IDocumentStore store = null!;
    private RecordWork work = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        store = database.OpenDocuments();
        work = new RecordWork(store, TimeProvider.System, new SearchTokens([]), new RequestDigests([7], isKeyed: true));
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Run_SeveralRecords_CommitsAllWithOneAnswer()
    {
        await CreateAsync("a", "r1");
        await CreateAsync("b", "r2");

        var written = await MoveAsync("r3", "a", "b");

        Assert.Equal(("cases/b", "2", 4L), (written.Name, written.Etag, written.FeedPosition));
        Assert.Equal(["U1", "moved"], [await UnitOfAsync("a"), await UnitOfAsync("b")]);
        Assert.Equal(["emptied", "filled"], (await store.ReadAsync(2, 10, default)).Select(e => e.Verb));
    }

    [Fact]
    public async Task Run_RefusedAfterASave_LeavesNothing()
    {
        await CreateAsync("a", "r1");

        await Assert.ThrowsAsync<RefusalException>(() => MoveAsync("r3", "a", "none"));

        Assert.Equal(1, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Run_SameRequestManyTimesAtOnce_ActsOnceAndGivesEqualAnswers()
    {
        await CreateAsync("a", "r1");
        await CreateAsync("b", "r2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => MoveAsync("r3", "a", "b"))));

        Assert.Single(answers.Select(answer => answer.Record).Distinct());
        Assert.Equal(4, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Run_ManyThatChangeTheSameRecordsCrosswise_AllCount()
    {
        await CreateAsync("a", "r1");
        await CreateAsync("b", "r2");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => i % 2 == 0 ? MoveAsync($"m{i}", "a", "b") : MoveAsync($"m{i}", "b", "a"))));

        Assert.Equal(82, await store.HeadAsync(default));
    }

    [Fact]
    public async Task NextNumber_ManyAtOnceFromTwoProcesses_HasNoGapAndNoTwice()
    {
        var other = new RecordWork(store, TimeProvider.System, new SearchTokens([]), new RequestDigests([7], isKeyed: true));

        var units = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => NumberAsync(i % 2 == 0 ? work : other, $"c{i}", $"r{i}"))));

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"U{i}").Order(), units.Order());
    }

    [Fact]
    public async Task NextNumber_ManyAtOnce_AreQueuedTogether()
    {
        const int Count = 40;
        var holding = HoldingStore.Of(store, Count);
        var held = new RecordWork(holding, TimeProvider.System, new SearchTokens([]), new RequestDigests([7], isKeyed: true));

        // None is committed before all are queued: who had to wait for another's commit would wait for ever.
        var units = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(() => NumberAsync(held, $"c{i}", $"r{i}")))).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Enumerable.Range(1, Count).Select(i => $"U{i}").Order(), units.Order());
    }

    [Fact]
    public async Task NextNumber_SomeRefusedAmongManyAtOnce_LeaveNoGap()
    {
        await NumberAsync(work, "taken", "r");

        var units = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => TryNumberAsync(i % 5 == 0 ? "taken" : $"c{i}", $"r{i}"))));

        Assert.Equal(Enumerable.Range(2, 48).Select(i => $"U{i}").Order(), units.OfType<string>().Order());
    }

    [Fact]
    public async Task NextNumber_RequestRefused_IsGivenToTheNext()
    {
        await NumberAsync(work, "a", "r1");
        await Assert.ThrowsAsync<RefusalException>(() => NumberAsync(work, "a", "r2"));

        Assert.Equal("U2", await NumberAsync(work, "b", "r3"));
    }

    [Fact]
    public async Task Take_ManyRequestsAtOnce_OneHasIt()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => TakeAsync($"c{i}", $"r{i}"))));

        Assert.Single(answers, answer => answer is not null);
    }

    [Fact]
    public async Task Take_OneRequestManyTimesAtOnce_HasItEachTime()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TakeAsync("a", "r1"))));

        Assert.Single(answers.Distinct());
        Assert.NotNull(answers[0]);
    }

    [Fact]
    public async Task Run_NewRecordLookedForFirst_YieldsToWhoeverWasFirst()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => work.RunAsync(Call($"r{i}"), Kind, AddOneAsync, default))));

        Assert.Equal(20, answers.Select(answer => answer.Etag).Distinct().Count());
        Assert.Equal(20, (await store.FindAsync("cases", "cases/a", default))!.Version);

        static async Task<Case> AddOneAsync(RecordSession session)
        {
            var record = await session.FindAsync(Kind, "cases/a") ?? New("a");
            session.Save(Kind, record, "added");
            return record;
        }
    }

    [Fact]
    public async Task Run_RetryOfARequestOfBeforeDigestsWereKeyed_GetsItsAnswer()
    {
        var request = new RegisterCaseRequest { RequestId = "r1" };
        await store.CommitAsync(
            new CommitUnit
            {
                RequestId = "r1",
                ContentHash = SHA256.HashData([.. Encoding.UTF8.GetBytes("border.cases.v1.RegisterCaseRequest"), 0, .. request.ToByteArray()]),
                Collection = "cases",
                Record = "cases/a",
                Writes = [new("cases", "cases/a", 0, RecordDocument.Text(New("a")), [])],
                Events = [],
                Actor = "tester",
                Audit = new() { Action = "collection", Method = "Register", Records = ["cases/a"] },
                Time = DateTimeOffset.UnixEpoch,
            },
            default);

        // Also the one that finds out at the commit only.
        var answers = new[] { await CreateAsync("a", "r1"), await CreateAsync("b", "r1") };
        request.CaseId = "other";
        var other = await Assert.ThrowsAsync<RefusalException>(() => work.RunAsync(new(request, "tester"), Kind, _ => throw Refusals.RuleBroken("Not again."), default));

        Assert.All(answers, answer => Assert.Equal(("cases/a", "1", true), (answer.Name, answer.Etag, answer.Replayed)));
        Assert.Equal(ErrorReason.RequestIdReused, other.Reason);
    }

    [Fact]
    public async Task Run_SameIdWithOtherContent_IsRefusedByTheKeyedDigest()
    {
        await CreateAsync("a", "r1");
        var receipt = (await store.FindReceiptAsync("r1", default))!;

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => work.RunAsync(
            new(new RegisterCaseRequest { RequestId = "r1", CaseId = "x" }, "tester"),
            Kind,
            session =>
            {
                session.Save(Kind, New("x"), "registered");
                return Task.FromResult(New("x"));
            },
            default));

        Assert.Equal(ErrorReason.RequestIdReused, refusal.Reason);
        Assert.Null(await store.FindAsync("cases", "cases/x", default));
        Assert.Equal(receipt.ContentHash, new RequestDigests([7], isKeyed: true).Of(Call("r1").Message));
        Assert.False(new RequestDigests([8], isKeyed: true).IsOf(receipt.ContentHash, Call("r1").Message));
    }

    private static WriteCall Call(string request) => new(new RegisterCaseRequest { RequestId = request }, "tester");

    private static Case New(string id) => new() { Name = $"cases/{id}", Unit = "U1", RegisterTime = new Timestamp { Seconds = 1_600_000_000 } };

    private async Task<string> UnitOfAsync(string id) => RecordDocument.Read(Kind, (await store.FindAsync("cases", $"cases/{id}", default))!).Unit;

    private Task<Written<Case>> CreateAsync(string id, string request) => work.RunAsync(
        Call(request),
        Kind,
        session =>
        {
            var record = New(id);
            session.Save(Kind, record, "registered");
            return Task.FromResult(record);
        },
        default);

    private Task<Written<Case>> MoveAsync(string request, string from, string to) => work.RunAsync(
        Call(request),
        Kind,
        async session =>
        {
            session.Save(Kind, await session.GetAsync(Kind, $"cases/{from}"), "emptied");
            var target = await session.GetAsync(Kind, $"cases/{to}");
            target.Unit = "moved";
            session.Save(Kind, target, "filled");
            return target;
        },
        default);

    private async Task<Case?> TakeAsync(string id, string request)
    {
        try
        {
            var written = await work.RunAsync(
                Call(request),
                Kind,
                async session =>
                {
                    if (!await session.TakeAsync("the one"))
                        throw Refusals.RuleBroken("Taken.");
                    var record = New(id);
                    session.Save(Kind, record, "registered");
                    return record;
                },
                default);
            return written.Record;
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    private async Task<string?> TryNumberAsync(string id, string request)
    {
        try
        {
            return await NumberAsync(work, id, request);
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    private static async Task<string> NumberAsync(RecordWork work, string id, string request) => (await work.RunAsync(
        Call(request),
        Kind,
        async session =>
        {
            var record = New(id);
            record.Unit = $"U{await session.NextNumberAsync("U1-2021")}";
            session.Save(Kind, record, "registered");
            return record;
        },
        default)).Record.Unit;
}
