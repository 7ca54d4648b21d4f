using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Persons.Tests.Watching;

public sealed class SqliteWatchTests() : WatchSuite(StorageEngineKind.Sqlite);

public sealed class PostgresWatchTests() : WatchSuite(StorageEngineKind.Postgres);

/// <summary>Watch notices and their hits as a client sees them, on each engine.</summary>
public abstract class WatchSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.Zero));

    private StoragePlace place = null!;
    private ServiceHost host = null!;
    private WatchService.WatchServiceClient watch = null!;
    private PersonService.PersonServiceClient interceptions = null!;
    private PersonRegistryService.PersonRegistryServiceClient persons = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons());
        (watch, interceptions, persons) = (new(host.Channel), new(host.Channel), new(host.Channel));
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

    private async Task<string> RefusedAsync(WithdrawWatchNoticeRequest request) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await watch.WithdrawWatchNoticeAsync(request))).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    private static IdentityClaim ByDocument(string number = "AB1234") => new()
    {
        Source = ClaimSource.Document,
        Document = new() { Type = DocumentType.Passport, Number = number, IssuingCountry = "VNM" },
    };

    private static IdentityClaim ByName(string name) =>
        new() { Source = ClaimSource.Stated, FamilyName = name, BirthDate = "1990-02-14", Nationality = "VNM" };

    private static RegisterWatchNoticeRequest Notice(string id, IdentityClaim claim) => new()
    {
        NoticeId = id,
        RequestId = $"notice-{id}",
        Notice = new()
        {
            Issuer = "an invented court",
            Ground = WatchGround.Wanted,
            ValidFrom = Morning,
            ValidUntil = Morning + Duration.FromTimeSpan(TimeSpan.FromDays(30)),
            Instructions = "hold and call",
            Identity = new() { Claims = { claim } },
        },
    };

    private static RegisterInterceptionRequest Met(string id, IdentityClaim claim) => new()
    {
        InterceptionId = id,
        RequestId = $"meet-{id}",
        Interception = new()
        {
            Unit = "U1",
            Area = "53.01",
            InterceptTime = Morning,
            Conducts = { Conduct.IllegalEntry },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Detained,
            Identity = new() { Claims = { claim } },
        },
    };
}
