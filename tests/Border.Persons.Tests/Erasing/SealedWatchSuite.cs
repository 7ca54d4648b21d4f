using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using static Border.Persons.Tests.Watching.WatchSamples;

namespace Border.Persons.Tests.Erasing;

public sealed class SqliteSealedWatchTests() : SealedWatchSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSealedWatchTests() : SealedWatchSuite(StorageEngineKind.Postgres);

/// <summary>What can be read in the tables of watch notices and of decisions about matches, and what is left of it after an erasure.</summary>
public abstract class SealedWatchSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Secret = "Zhao-invented";
    private const string Reason = "as Sun-invented told";

    private StoragePlace place = null!;
    private ServiceHost host = null!;

    private WatchService.WatchServiceClient Watch => new(host.Channel);

    private PersonService.PersonServiceClient Interceptions => new(host.Channel);

    private MatchReviewService.MatchReviewServiceClient Matches => new(host.Channel);

    private PersonRegistryService.PersonRegistryServiceClient Persons => new(host.Channel);

    private ErasureService.ErasureServiceClient Erasures => new(host.Channel);

    private LookupService.LookupServiceClient Lookup => new(host.Channel);

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons());
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task WatchNotice_IsSealedAndStillHits()
    {
        var request = Notice("n", ByName(Secret));
        request.Notice.Instructions = $"Hold {Secret}";
        await Watch.RegisterWatchNoticeAsync(request);
        await Watch.AmendWatchNoticeAsync(new()
        {
            Notice = new() { Name = "watch-notices/n", Etag = "1", Instructions = $"Call for {Secret}" },
            UpdateMask = new() { Paths = { "instructions" } },
            Reason = $"{Secret} is armed",
            RequestId = "amend",
        });

        var met = await Interceptions.RegisterInterceptionAsync(Met("i", ByName(Secret)));

        Assert.Equal(0, await RowsWithAsync());
        Assert.Single(met.WatchHits);
        Assert.Equal(Secret, (await Watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" })).Identity.Claims.Single().FamilyName);
        Assert.Equal($"{Secret} is armed", (await Lookup.ListVersionsAsync(new() { Name = "watch-notices/n" })).Versions[1].Reason);
    }

    [Fact]
    public async Task EraseRecord_OfAWatchNotice_EmptiesItAndItHitsNoMore()
    {
        await Watch.RegisterWatchNoticeAsync(Notice("n", ByName(Secret)));
        await Interceptions.RegisterInterceptionAsync(Met("before", ByName(Secret)));

        Assert.Equal(["watch-notices/n"], (await EraseAsync("watch-notices/n")).Records);

        var notice = await Watch.GetWatchNoticeAsync(new() { Name = "watch-notices/n" });
        Assert.Equal((null, "", "an invented court"), (notice.Identity, notice.Instructions, notice.Issuer));
        Assert.NotNull(notice.EraseTime);
        Assert.All((await Lookup.ListVersionsAsync(new() { Name = "watch-notices/n" })).Versions, version => Assert.Null(version.Record.Unpack<WatchNotice>().Identity));
        Assert.Empty((await Interceptions.RegisterInterceptionAsync(Met("after", ByName(Secret)))).WatchHits);
        Assert.Single((await Watch.ListWatchHitsAsync(new() { Notice = "watch-notices/n" })).Hits);
        await Assert.ThrowsAsync<RpcException>(async () => await Watch.WithdrawWatchNoticeAsync(new() { Name = "watch-notices/n", Reason = "why", RequestId = "w" }));
    }

    [Fact]
    public async Task ListRetentionDue_AWatchNoticeThatEndedLongAgo_IsDueUntilItIsErased()
    {
        var request = Notice("old", ByName(Secret));
        request.Notice.ValidFrom = new() { Seconds = 1_300_000_000 };
        request.Notice.ValidUntil = new() { Seconds = 1_310_000_000 };
        await Watch.RegisterWatchNoticeAsync(request);
        var lasting = Notice("lasting", ByName(Secret));
        lasting.Notice.ValidFrom = request.Notice.ValidFrom;
        lasting.Notice.ValidUntil = new() { Seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() };
        await Watch.RegisterWatchNoticeAsync(lasting);

        var due = Assert.Single((await Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.WatchNotices })).Records);

        Assert.Equal(("watch-notices/old", request.Notice.ValidUntil), (due.Name, due.SinceTime));
        await EraseAsync("watch-notices/old");
        Assert.Empty((await Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.WatchNotices })).Records);
    }

    [Theory]
    [InlineData("interceptions/a")]
    [InlineData("persons/b")]
    public async Task MatchDecision_GoesWithEitherOfItsRecords(string erased)
    {
        await Interceptions.RegisterInterceptionAsync(Met("a", ByName(Secret)));
        await Persons.RegisterPersonAsync(new()
        {
            PersonId = "b",
            Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Morning, Identity = new() { Claims = { ByName(Secret) } } },
            RequestId = "b",
        });
        var decided = await Matches.RejectMatchAsync(new() { Record = "interceptions/a", OtherRecord = "persons/b", Reason = $"{Secret} is taller", RequestId = "r" });
        Assert.Equal(0, await RowsWithAsync());
        Assert.Equal($"{Secret} is taller", (await Matches.GetMatchCandidateAsync(new() { Name = decided.Name })).DecisionReason);
        Assert.Equal($"{Secret} is taller", (await Lookup.ListVersionsAsync(new() { Name = decided.Name })).Versions[^1].Reason);

        await EraseAsync(erased);

        var left = await Matches.GetMatchCandidateAsync(new() { Name = decided.Name });
        Assert.Equal((MatchState.Rejected, "", decided.Score), (left.State, left.DecisionReason, left.Score));
        Assert.Equal(decided.Reasons, left.Reasons);
        Assert.NotNull(left.EraseTime);
        Assert.DoesNotContain(Secret, (await Lookup.ListVersionsAsync(new() { Name = decided.Name })).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("persons/a")]
    [InlineData("persons/b")]
    public async Task MergeAndUnmerge_TheirReasons_GoWithEitherPerson(string erased)
    {
        foreach (var id in new[] { "a", "b" })
        {
            await Persons.RegisterPersonAsync(new()
            {
                PersonId = id,
                Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Morning, Identity = new() { Claims = { ByName(Secret) } } },
                RequestId = id,
            });
        }

        var candidate = (await Matches.ListMatchCandidatesAsync(new())).Candidates.Single().Name;
        await Persons.MergePersonsAsync(new() { Name = "persons/b", Survivor = "persons/a", Reason = $"same scar, {Reason}", RequestId = "m" });
        await Persons.UnmergePersonAsync(new() { Name = "persons/b", Reason = $"another scar, {Reason}", RequestId = "u" });
        Assert.Contains(Reason, await HistoryAsync(candidate), StringComparison.Ordinal);
        Assert.Equal(0, await StoredRows.WithAsync(place, "persons", Reason));

        await EraseAsync(erased);

        foreach (var name in new[] { candidate, "persons/a", "persons/b" })
            Assert.DoesNotContain(Reason, await HistoryAsync(name), StringComparison.Ordinal);
    }

    private async Task<string> HistoryAsync(string name) => string.Join('\n', (await Lookup.ListVersionsAsync(new() { Name = name })).Versions.Select(version =>
        $"{version.Reason} {(version.Record.Is(MatchCandidate.Descriptor) ? version.Record.Unpack<MatchCandidate>().DecisionReason : "")}"));

    private async Task<Erasure> EraseAsync(string name) =>
        await Erasures.EraseRecordAsync(new() { Name = name, ErasureId = "e", Reason = "as the law says", RequestId = "erase" });

    private Task<long> RowsWithAsync() => StoredRows.WithAsync(place, "persons", Secret);
}
