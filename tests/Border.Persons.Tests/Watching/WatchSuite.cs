using Border.Persons.V1;
using Border.ServiceDefaults.Health;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Border.Persons.Tests.Watching.WatchSamples;

namespace Border.Persons.Tests.Watching;

public sealed class SqliteWatchTests() : WatchSuite(StorageEngineKind.Sqlite);

public sealed class PostgresWatchTests() : WatchSuite(StorageEngineKind.Postgres);

/// <summary>Watch notices and their hits as a client sees them, on each engine.</summary>
public abstract class WatchSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private StoragePlace place = null!;
    private ServiceHost host = null!;
    private WatchService.WatchServiceClient watch = null!;
    private PersonService.PersonServiceClient interceptions = null!;
    private PersonRegistryService.PersonRegistryServiceClient persons = null!;

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
    public async Task RegisterWatchNotice_WholeNotice_IsReadBackAndListedWithoutWhomItIsFor()
    {
        var request = Notice("n", ByDocument());

        var registered = await watch.RegisterWatchNoticeAsync(request);

        Assert.Equal(registered, await watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" }));
        Assert.Equal(registered, await watch.RegisterWatchNoticeAsync(request));
        Assert.Equal((WatchState.Active, "hold and call", request.Notice.Identity), (registered.State, registered.Instructions, registered.Identity));
        var listed = Assert.Single((await watch.ListWatchNoticesAsync(new() { State = WatchState.Active, Ground = WatchGround.Wanted })).Notices);
        Assert.Equal(("an invented court", "", null), (listed.Issuer, listed.Instructions, listed.Identity));
        Assert.Empty((await watch.ListWatchNoticesAsync(new() { State = WatchState.Withdrawn })).Notices);
    }

    [Fact]
    public async Task RegisterWatchNotice_ForNobodyAndNoTime_NamesBoth()
    {
        var request = Notice("n", new IdentityClaim { Source = ClaimSource.Stated, FamilyName = "INVENTED" });
        request.Notice.ValidUntil = request.Notice.ValidFrom;

        var error = await Assert.ThrowsAsync<RpcException>(async () => await watch.RegisterWatchNoticeAsync(request));

        Assert.Equal(
            ["notice.valid_until", "notice.identity"],
            error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
    }

    [Fact]
    public async Task RegisterInterception_WithTheDocument_HitsAndTellsTheCaller()
    {
        await watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));

        var met = await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument("ab 1234")));

        var hit = Assert.Single((await watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits);
        Assert.Equal((hit.Name, "interceptions/i1", Morning), (Assert.Single(met.WatchHits), hit.Record, hit.HitTime));
        Assert.Contains(MatchReason.DocumentSame, hit.Reasons);
        Assert.Equal(met, await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument("ab 1234"))));
        Assert.Empty(Assert.Single((await interceptions.ListInterceptionsAsync(new())).Interceptions).WatchHits);
        Assert.Empty((await interceptions.RegisterInterceptionAsync(Met("i2", ByDocument("AB1235")))).WatchHits);
    }

    [Fact]
    public async Task RegisterInterception_AgainAfterItWasAmended_HitsWhatItSaysNow()
    {
        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument("AB1235")));
        await interceptions.AmendInterceptionAsync(new()
        {
            Interception = new() { Name = "interceptions/i1", Etag = "1", Identity = new() { Claims = { ByDocument("AB1236") } } },
            UpdateMask = new() { Paths = { "identity" } },
            Reason = "misread",
            RequestId = "m",
        });
        await watch.RegisterWatchNoticeAsync(Notice("misread", ByDocument("AB1235")));
        await watch.RegisterWatchNoticeAsync(Notice("read", ByDocument("AB1236")));

        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument("AB1235")));

        Assert.Equal(["watch-notices/read"], (await watch.ListWatchHitsAsync(new() { Record = "interceptions/i1" })).Hits.Select(hit => hit.Notice));
    }

    [Fact]
    public async Task Register_AgainAfterItWasVoided_HitsAndProposesNothing()
    {
        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()));
        await interceptions.VoidInterceptionAsync(new() { Name = "interceptions/i1", Reason = "by mistake", RequestId = "v1" });
        await RegisterPersonAsync("p1", ByDocument());
        await persons.VoidPersonAsync(new() { Name = "persons/p1", Reason = "by mistake", RequestId = "v2" });
        await RegisterPersonAsync("p2", ByDocument());
        await watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));

        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()));
        await RegisterPersonAsync("p1", ByDocument());

        Assert.Empty((await watch.ListWatchHitsAsync(new())).Hits);
        Assert.Empty((await new MatchReviewService.MatchReviewServiceClient(host.Channel).ListMatchCandidatesAsync(new())).Candidates);
    }

    [Fact]
    public async Task AddClaim_OfAWatchedIdentity_HitsOnce()
    {
        await watch.RegisterWatchNoticeAsync(Notice("n", ByName("ZHANG INVENTED")));
        var person = await persons.RegisterPersonAsync(
            new() { PersonId = "p", RequestId = "p", Person = new() { Unit = "U1", Area = "53", RegisterTime = Morning } });

        var claimed = await persons.AddClaimAsync(new() { Name = "persons/p", Claim = ByName("Invented Zhang"), RequestId = "c1" });
        var again = await persons.AddClaimAsync(new() { Name = "persons/p", Claim = ByName("Zhang Invented"), RequestId = "c2" });

        Assert.Empty(person.WatchHits);
        Assert.Equal(claimed.WatchHits, again.WatchHits);
        Assert.Equal(Assert.Single(claimed.WatchHits), Assert.Single((await watch.ListWatchHitsAsync(new() { Record = "persons/p" })).Hits).Name);
    }

    [Theory]
    [InlineData(-3600, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(1, 3600, false)]
    public async Task RegisterInterception_OutsideTheValidity_DoesNotHit(int fromSeconds, int untilSeconds, bool hits)
    {
        var request = Notice("n", ByDocument());
        request.Notice.ValidFrom = Morning + Duration.FromTimeSpan(TimeSpan.FromSeconds(fromSeconds));
        request.Notice.ValidUntil = Morning + Duration.FromTimeSpan(TimeSpan.FromSeconds(untilSeconds));
        await watch.RegisterWatchNoticeAsync(request);

        Assert.Equal(hits, (await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()))).WatchHits.Count == 1);
    }

    [Fact]
    public async Task RegisterInterception_LikeMoreNoticesThanAPageHolds_HitsTheOneThatIsValid()
    {
        await watch.RegisterWatchNoticeAsync(Notice("n", ByName("ZHANG INVENTED")));
        await Task.WhenAll(Enumerable.Range(0, 201).Select(i =>
        {
            var later = Notice($"later{i}", ByName("ZHANG INVENTED"));
            later.Notice.ValidFrom += Duration.FromTimeSpan(TimeSpan.FromHours(1));
            return watch.RegisterWatchNoticeAsync(later).ResponseAsync;
        }));

        await interceptions.RegisterInterceptionAsync(Met("i1", ByName("Invented Zhang")));

        Assert.Equal("watch-notices/n", Assert.Single((await watch.ListWatchHitsAsync(new())).Hits).Notice);
    }

    [Fact]
    public async Task WithdrawWatchNotice_Once_EndsItsHits()
    {
        await watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        var withdraw = new WithdrawWatchNoticeRequest { Name = "watch-notices/n", Reason = "arrested", RequestId = "w", Etag = "1" };

        var withdrawn = await watch.WithdrawWatchNoticeAsync(withdraw);

        Assert.Equal((WatchState.Withdrawn, "arrested"), (withdrawn.State, withdrawn.WithdrawReason));
        Assert.Equal(withdrawn, await watch.WithdrawWatchNoticeAsync(withdraw));
        Assert.Empty((await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()))).WatchHits);
        withdraw.RequestId = "late";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(withdraw));
        (withdraw.RequestId, withdraw.Etag) = ("again", "");
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(withdraw));
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(1, 0, "interceptions/i1,persons/p")]
    [InlineData(1, 2, "")]
    [InlineData(2, 2, "interceptions/i1,persons/p")]
    public async Task RegisterWatchNotice_ThatLooksBack_HitsWhatWasThereBefore(int lookBackDays, int daysLater, string expected)
    {
        var met = await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument("ab 1234")));
        await interceptions.RegisterInterceptionAsync(Met("i2", ByDocument("AB1235")));
        await RegisterPersonAsync("p", ByDocument());
        var request = Notice("n", ByDocument());
        request.Notice.ValidFrom += Duration.FromTimeSpan(TimeSpan.FromDays(daysLater));
        request.LookBackDays = lookBackDays;

        var registered = await watch.RegisterWatchNoticeAsync(request);

        Assert.Equal(registered, await watch.RegisterWatchNoticeAsync(request));
        var hits = (await watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits;
        Assert.Equal(expected, string.Join(',', hits.Select(hit => hit.Record).Order()));
        Assert.All(hits, hit => Assert.Equal((true, "1", Morning), (hit.InRetrospect, hit.Etag, hit.HitTime)));
        Assert.Equal(met, await interceptions.GetInterceptionAsync(new() { Name = "interceptions/i1" }));
    }

    // Looking back finds an interception by fewer keys than it looks by itself.
    [Theory]
    [InlineData("Invented Zhang", "1990-02-14", "interceptions/early,interceptions/late,persons/p")]
    [InlineData("ZHANG INVENTED", "1991-02-14", "interceptions/late,persons/p")]
    [InlineData("ZHANG INVENTAR", "1990-02-14", "interceptions/late,persons/p")]
    public async Task RegisterWatchNotice_ForOneWhoIsNotQuiteTheSame_HitsInThisOrder(string name, string birth, string expected)
    {
        var claim = ByName(name);
        claim.BirthDate = birth;
        await interceptions.RegisterInterceptionAsync(Met("early", claim));
        await RegisterPersonAsync("p", claim);
        await watch.RegisterWatchNoticeAsync(LookingBack("n", ByName("ZHANG INVENTED")));
        await interceptions.RegisterInterceptionAsync(Met("late", claim));

        var hits = (await watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits;

        Assert.Equal(expected, string.Join(',', hits.Select(hit => hit.Record).Order()));
    }

    [Fact]
    public async Task RegisterWatchNotice_OfAnInterceptionThatNamesItsPerson_FindsItToo()
    {
        var request = Met("i1", ByDocument());
        request.Interception.Person = "persons/p";
        await interceptions.RegisterInterceptionAsync(request);
        await interceptions.RegisterInterceptionAsync(Met("i2", ByDocument()));
        await interceptions.VoidInterceptionAsync(new() { Name = "interceptions/i2", Reason = "by mistake", RequestId = "v" });

        await watch.RegisterWatchNoticeAsync(LookingBack("n", ByDocument()));

        Assert.Equal(["interceptions/i1"], (await watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits.Select(hit => hit.Record));
    }

    [Fact]
    public async Task AmendInterception_FoundInRetrospectBefore_NamesTheHitThatThereIs()
    {
        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()));
        await watch.RegisterWatchNoticeAsync(LookingBack("n", ByDocument()));

        var amended = await interceptions.AmendInterceptionAsync(new()
        {
            Interception = new() { Name = "interceptions/i1", Etag = "1", Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "moved",
            RequestId = "m",
        });

        var hit = Assert.Single((await watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits);
        Assert.Equal((hit.Name, true, "1"), (Assert.Single(amended.WatchHits), hit.InRetrospect, hit.Etag));
    }

    [Fact]
    public async Task RegisterWatchNotice_AtTheSameTimeAsRecords_HitsEach()
    {
        for (var i = 0; i < 20; i++)
        {
            var document = ByDocument($"X{i:D4}");
            await Task.WhenAll(
                interceptions.RegisterInterceptionAsync(Met($"i{i}", document)).ResponseAsync,
                watch.RegisterWatchNoticeAsync(LookingBack($"n{i}", document)).ResponseAsync,
                RegisterPersonAsync($"p{i}", document));

            var hits = (await watch.ListWatchHitsAsync(new() { Notice = $"watch-notices/n{i}" })).Hits;
            Assert.Equal([$"interceptions/i{i}", $"persons/p{i}"], hits.Select(hit => hit.Record).Order());
        }
    }

    [Fact]
    public async Task RegisterWatchNotice_ThatHitsMoreThanACommitMayHold_IsRefusedAndLeavesNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 501).Select(i => interceptions.RegisterInterceptionAsync(Met($"i{i}", ByDocument())).ResponseAsync));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await watch.RegisterWatchNoticeAsync(LookingBack("n", ByDocument())));
        await interceptions.VoidInterceptionAsync(new() { Name = "interceptions/i500", Reason = "by mistake", RequestId = "v" });

        Assert.Equal("look_back_days", Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
        Assert.Empty((await watch.ListWatchNoticesAsync(new())).Notices);
        await watch.RegisterWatchNoticeAsync(LookingBack("n", ByDocument()));
        Assert.Equal(500, (await watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n", PageSize = 1000 })).Hits.Count);
    }

    [Fact]
    public async Task RegisterWatchNotice_ServiceEndsInTheMiddle_HasAllItsHitsOrIsNotThere()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => interceptions.RegisterInterceptionAsync(Met($"i{i}", ByDocument())).ResponseAsync));
        for (var i = 0; i < 5; i++)
        {
            var request = LookingBack($"n{i}", ByDocument());
            var registering = watch.RegisterWatchNoticeAsync(request).ResponseAsync;
            await Task.Delay(i * 10);
            await host.DisposeAsync();
            await registering.ContinueWith(_ => { }, TaskScheduler.Default);
            await StartAsync();

            var standing = (await watch.ListWatchNoticesAsync(new())).Notices.Any(notice => notice.Name == $"watch-notices/n{i}");
            Assert.Equal(standing ? 300 : 0, await HitsAsync($"n{i}"));
            await watch.RegisterWatchNoticeAsync(request);
            Assert.Equal(300, await HitsAsync($"n{i}"));
        }
    }

    [Fact]
    public async Task SubmitInterceptions_NoticeInTheStream_IsTaken()
    {
        using var call = interceptions.SubmitInterceptions();
        await call.RequestStream.WriteAsync(new() { RegisterWatchNotice = Notice("n", ByDocument()) });
        await call.RequestStream.WriteAsync(new() { WithdrawWatchNotice = new() { Name = "watch-notices/n", Reason = "x", RequestId = "w" } });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["1", "2"], (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Etag));
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => host.WaitUntilServingAsync(WatchService.Descriptor.FullName);

    [Fact]
    public async Task Service_UnderAnotherPrivacyKey_TakesNothingUntilItHasTheRightOne()
    {
        await watch.RegisterWatchNoticeAsync(Notice("n", ByDocument()));
        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()));
        await host.DisposeAsync();

        await StartAsync(("Privacy:Key", Convert.ToBase64String(new byte[32])));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => host.Services.GetRequiredService<IHealthContributor>().IsServingAsync(default));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()))));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(interceptions.RegisterInterceptionAsync(Met("i2", ByDocument()))));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(watch.ListWatchNoticesAsync(new())));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(interceptions.GetInterceptionAsync(new() { Name = "interceptions/i1" })));
        await host.DisposeAsync();

        await StartAsync();
        await interceptions.RegisterInterceptionAsync(Met("i1", ByDocument()));
        await interceptions.RegisterInterceptionAsync(Met("i2", ByDocument()));
        Assert.Equal(2, await HitsAsync("n"));
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons(), settings);
        (watch, interceptions, persons) = (new(host.Channel), new(host.Channel), new(host.Channel));
    }

    private async Task<int> HitsAsync(string notice) =>
        (await watch.ListWatchHitsAsync(new() { Notice = $"watch-notices/{notice}", PageSize = 1000 })).Hits.Count;

    private async Task RegisterPersonAsync(string id, IdentityClaim claim) => await persons.RegisterPersonAsync(new()
    {
        PersonId = id,
        RequestId = id,
        Person = new() { Unit = "U1", Area = "53", RegisterTime = Morning, Identity = new() { Claims = { claim } } },
    });

    private static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call) => (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode;

    private async Task<string> RefusedAsync(WithdrawWatchNoticeRequest request) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await watch.WithdrawWatchNoticeAsync(request))).Reason();
}
