using Border.Audit.V1;
using Border.Erasures.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using static Border.Persons.Tests.Watching.WatchSamples;

namespace Border.Persons.Tests.Watching;

public sealed class SqliteAmendWatchTests() : AmendWatchSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAmendWatchTests() : AmendWatchSuite(StorageEngineKind.Postgres);

/// <summary>What an amended watch notice hits, on each engine.</summary>
public abstract class AmendWatchSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private StoragePlace place = null!;
    private ServiceHost host = null!;

    private WatchService.WatchServiceClient Watch => new(host.Channel);

    private PersonService.PersonServiceClient Interceptions => new(host.Channel);

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
    public async Task AmendWatchNotice_OneField_KeepsTheOthersAndIsAnsweredAgain()
    {
        var registered = await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        var request = Amendment("m", new() { Etag = "1", Instructions = "follow", Issuer = "another court" }, "instructions");

        var amended = await Watch.AmendWatchNoticeAsync(request);

        Assert.Equal(("2", "follow"), (amended.Etag, amended.Instructions));
        Assert.Equal(
            (registered.Issuer, registered.Ground, registered.ValidUntil, registered.Identity),
            (amended.Issuer, amended.Ground, amended.ValidUntil, amended.Identity));
        Assert.Equal(amended, await Watch.AmendWatchNoticeAsync(request));
        Assert.Equal(amended, await Watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" }));
    }

    [Fact]
    public async Task AmendWatchNotice_IsEnteredAsAlteration()
    {
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        await Watch.AmendWatchNoticeAsync(Amendment("m", new() { Instructions = "follow" }, "instructions"));

        var entries = await new AuditService.AuditServiceClient(host.Channel).ListEntriesAsync(
            new() { Service = "persons", Record = "watch-notices/n", PageSize = 10 });

        var entry = Assert.Single(entries.Entries, entry => entry.RequestId == "m");
        Assert.Equal(("alteration", "border.persons.v1.WatchService/AmendWatchNotice"), (entry.Action, entry.Method));
    }

    [Fact]
    public async Task AmendWatchNotice_TwoEditorsOfOneVersion_TakesOne()
    {
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));

        var reasons = await Task.WhenAll(
            ReasonAsync(Amendment("a", new() { Etag = "1", Instructions = "follow" }, "instructions")),
            ReasonAsync(Amendment("b", new() { Etag = "1", Instructions = "call" }, "instructions")));

        Assert.Equal(["", "ERROR_REASON_STALE_ETAG"], reasons.Order());
    }

    [Fact]
    public async Task AmendWatchNotice_Withdrawn_IsRefused()
    {
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        await WithdrawAsync();

        Assert.Equal("ERROR_REASON_WRONG_STATE", await ReasonAsync(Amendment("m", new() { Etag = "2", Instructions = "follow" }, "instructions")));
        Assert.Equal("2", (await Watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" })).Etag);
    }

    [Theory]
    [InlineData("valid_until", "notice.valid_until")]
    [InlineData("identity", "notice.identity")]
    [InlineData("ground", "notice.ground")]
    [InlineData("withdraw_reason", "update_mask")]
    public async Task AmendWatchNotice_WhatItMustHaveTaken_NamesTheFieldAndChangesNothing(string path, string field)
    {
        var registered = await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Watch.AmendWatchNoticeAsync(Amendment("m", new(), path)));

        Assert.Equal(field, Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
        Assert.Equal(registered, await Watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" }));
    }

    [Fact]
    public async Task AmendWatchNotice_WithoutItsName_NamesThat()
    {
        var request = Amendment("m", new() { Instructions = "follow" }, "instructions");
        request.Notice.Name = "";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Watch.AmendWatchNoticeAsync(request));

        Assert.Equal("notice.name", Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
    }

    [Fact]
    public async Task AmendWatchNotice_ForAnotherDocument_HitsThatFromThenOn()
    {
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        await MeetAsync("before", "X9");

        await Watch.AmendWatchNoticeAsync(Amendment("m", For("X9"), "identity"));

        Assert.Single((await MeetAsync("after", "X9")).WatchHits);
        Assert.Empty((await MeetAsync("first", "AB1234")).WatchHits);
        Assert.Equal("interceptions/after", await HitsAsync());
    }

    [Fact]
    public async Task AmendWatchNotice_ForAnotherDocumentLookingBack_HitsWhatWasThereAndKeepsItsHits()
    {
        await MeetAsync("i1", "AB1234");
        await MeetAsync("i2", "X9");
        await Watch.RegisterWatchNoticeAsync(LookingBack("n", ByDocument()));
        var request = WithLookBack(Amendment("m", For("X9"), "identity"));

        var amended = await Watch.AmendWatchNoticeAsync(request);

        Assert.Equal("interceptions/i1,interceptions/i2", await HitsAsync());
        Assert.Equal(amended, await Watch.AmendWatchNoticeAsync(request));
        await Watch.AmendWatchNoticeAsync(WithLookBack(Amendment("back", new(For("AB1234")) { Etag = "2" }, "identity")));
        var hits = (await Watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits;
        Assert.Equal(2, hits.Count);
        Assert.All(hits, hit => Assert.Equal((true, "1"), (hit.InRetrospect, hit.Etag)));
    }

    [Fact]
    public async Task AmendWatchNotice_ValidEarlier_HitsWhatWasThere()
    {
        await MeetAsync("i1", "AB1234");
        var request = LookingBack("n", ByDocument());
        request.Notice.ValidFrom += Duration.FromTimeSpan(TimeSpan.FromDays(2));
        await Watch.RegisterWatchNoticeAsync(request);
        Assert.Equal("", await HitsAsync());

        await Watch.AmendWatchNoticeAsync(WithLookBack(Amendment("m", new() { ValidFrom = Morning }, "valid_from")));

        Assert.Equal("interceptions/i1", await HitsAsync());
    }

    [Fact]
    public async Task AmendWatchNotice_LookingBackAtWhoWasErased_DoesNotHit()
    {
        await MeetAsync("i1", "X9");
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        await new ErasureService.ErasureServiceClient(host.Channel).EraseRecordAsync(
            new() { Name = "interceptions/i1", ErasureId = "e", Reason = "asked for", RequestId = "e" });

        await Watch.AmendWatchNoticeAsync(WithLookBack(Amendment("m", For("X9"), "identity")));

        Assert.Equal("", await HitsAsync());
    }

    [Fact]
    public async Task Retry_OfWhatTheNoticeNoLongerIs_LooksBackByWhatStands()
    {
        var registration = LookingBack("n", ByDocument());
        await Watch.RegisterWatchNoticeAsync(registration);
        var amendment = WithLookBack(Amendment("m", For("X9"), "identity"));
        await Watch.AmendWatchNoticeAsync(amendment);
        await MeetAsync("first", "AB1234");

        Assert.Equal("1", (await Watch.RegisterWatchNoticeAsync(registration)).Etag);
        Assert.Equal("", await HitsAsync());
        await WithdrawAsync();
        await MeetAsync("late", "X9");
        Assert.Equal("2", (await Watch.AmendWatchNoticeAsync(amendment)).Etag);
        Assert.Equal("", await HitsAsync());
    }

    [Fact]
    public async Task AmendWatchNotice_AtTheSameTimeAsRecords_HitsEach()
    {
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        for (var i = 0; i < 10; i++)
        {
            await Task.WhenAll(
                MeetAsync($"i{i}", $"X{i:D4}"),
                Watch.AmendWatchNoticeAsync(WithLookBack(Amendment($"m{i}", new(For($"X{i:D4}")) { Etag = $"{i + 1}" }, "identity"))).ResponseAsync);

            Assert.Equal(string.Join(',', Enumerable.Range(0, i + 1).Select(n => $"interceptions/i{n}")), await HitsAsync());
        }
    }

    [Fact]
    public async Task AmendWatchNotice_ServiceEndsInTheMiddle_HasAllItsHitsOrIsNotAmended()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => MeetAsync($"i{i}", "X9")));
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        var request = WithLookBack(Amendment("m", For("X9"), "identity"));
        var amending = Watch.AmendWatchNoticeAsync(request).ResponseAsync;
        await Task.Delay(10);
        await host.DisposeAsync();
        await amending.ContinueWith(_ => { }, TaskScheduler.Default);
        await StartAsync();

        var isAmended = (await Watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" })).Etag == "2";
        Assert.Equal(isAmended ? 100 : 0, await CountAsync());
        await Watch.AmendWatchNoticeAsync(request);
        Assert.Equal(100, await CountAsync());
    }

    [Fact]
    public async Task SubmitInterceptions_AmendmentInTheStream_IsTaken()
    {
        using var call = Interceptions.SubmitInterceptions();
        await call.RequestStream.WriteAsync(new() { RegisterWatchNotice = Notice("n", ByDocument()) });
        await call.RequestStream.WriteAsync(new() { AmendWatchNotice = Amendment("m", new() { Instructions = "follow" }, "instructions") });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["1", "2"], (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Etag));
    }

    private async Task StartAsync() => host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons());

    private async Task<Interception> MeetAsync(string id, string number) =>
        await Interceptions.RegisterInterceptionAsync(Met(id, ByDocument(number)));

    private async Task WithdrawAsync() =>
        await Watch.WithdrawWatchNoticeAsync(new() { Name = "watch-notices/n", Reason = "arrested", RequestId = "w" });

    private async Task<string> HitsAsync() => string.Join(
        ',', (await Watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits.Select(hit => hit.Record).Order());

    private async Task<int> CountAsync() => (await Watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n", PageSize = 1000 })).Hits.Count;

    private async Task<string> ReasonAsync(AmendWatchNoticeRequest request)
    {
        try
        {
            await Watch.AmendWatchNoticeAsync(request);
            return "";
        }
        catch (RpcException error)
        {
            return error.Reason();
        }
    }

    private static WatchNotice For(string number) => new() { Identity = new() { Claims = { ByDocument(number) } } };

    private static AmendWatchNoticeRequest Amendment(string id, WatchNotice sent, params string[] paths)
    {
        sent.Name = "watch-notices/n";
        sent.Etag = sent.Etag.Length > 0 ? sent.Etag : "1";
        return new() { Notice = sent, UpdateMask = new() { Paths = { paths } }, Reason = "known better", RequestId = id };
    }

    private static AmendWatchNoticeRequest WithLookBack(AmendWatchNoticeRequest request)
    {
        request.LookBackDays = 1;
        return request;
    }
}
