using System.Security.Cryptography;
using System.Text;
using Border.Audit.V1;
using Border.Statistics.Releases;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Statistics.Tests.Releases;

public sealed class SqliteReleaseTests() : ReleaseSuite(StorageEngineKind.Sqlite);

public sealed class PostgresReleaseTests() : ReleaseSuite(StorageEngineKind.Postgres);

/// <summary>From the draft to the notice, on each engine.</summary>
public abstract class ReleaseSuite(StorageEngineKind engine) : ReleaseTestBase(engine)
{
    [Fact]
    public async Task DraftRelease_Bulletin_IsComposedAsItStands()
    {
        await CommitCaseAsync("c1", "53.02");

        var release = await DraftedAsync();

        Assert.Equal(
            (ReleaseState.Draft, "releases/may", "1", May, "2021-05-01", "2021-05-31", Drafter, Drafter, ""),
            (release.State, release.Name, release.Etag, release.Period, release.StartDate, release.EndDate, release.Drafter, release.Composer, release.Signer));
        Assert.Equal("1", Assert.Single(release.Content.Lines).Figure.Value.Amount);
        Assert.StartsWith("Border bulletin: May 2021\n1 border case was registered", release.Content.Narrative.En, StringComparison.Ordinal);
        Assert.StartsWith("边境管理统计公报：2021年5月\n", release.Content.Narrative.Zh, StringComparison.Ordinal);
        Assert.Equal((Cases, true), (Assert.Single(release.Content.Methodology).Indicator, release.Content.Methodology[0].Note.Zh.Length > 0));
        Assert.Contains(release.Content.Positions, position => (position.Feed, position.Position) == (FeedNames.Cases, 1));
        Assert.Equal(release.DraftTime, release.Content.KnownTime);
        Assert.Equal(release, await GetAsync());
    }

    [Fact]
    public async Task DraftRelease_InOneLanguage_HasNoTextInTheOther()
    {
        await Host.CalmAsync();
        var request = Draft();
        request.Languages.Add(ReleaseLanguage.Zh);

        var release = await Host.Releases.DraftReleaseAsync(request);

        Assert.Equal(("", true), (release.Content.Narrative.En, release.Content.Narrative.Zh.Length > 0));
    }

    [Fact]
    public async Task Content_Hash_IsThatOfItsCanonicalForm()
    {
        await CommitCaseAsync("c1", "53.02");
        var release = await DraftedAsync();

        var canonical = CanonicalJson.Of(release.Content);

        Assert.Equal(release.ContentSha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        Assert.StartsWith("{\"areaName\":{\"en\":\"Area CN\",\"zh\":\"CN\"},\"asOf\":\"2021-06-05\",\"disclosureThreshold\":3,\"endDate\":", canonical, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignRelease_ByWhoeverComposedIt_IsRefused()
    {
        var release = await DraftedAsync();
        var refreshed = await RefreshAsync(release, "analyst-3");

        foreach (var actor in new[] { Drafter, "analyst-3" })
        {
            var error = await RefusedAsync(() => SignAsync(refreshed, actor));
            Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_RULE_BROKEN"), (error.StatusCode, error.Reason()));
        }

        Assert.Equal((ReleaseState.Signed, Signer), ((await SignAsync(refreshed)).State, (await GetAsync()).Signer));
    }

    [Fact]
    public async Task SignRelease_GateBlocks_IsRefusedUntilItDoesNot()
    {
        await CommitCaseAsync("c1", "53.02");
        var zero = await ZeroAsync("45");
        await CommitCaseAsync("c2", "45");
        var release = await DraftedAsync();

        var error = await RefusedAsync(() => SignAsync(release));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Contains("zero was reported for Area 45", error.Status.Detail, StringComparison.Ordinal);
        await WithdrawAsync(zero);
        Assert.Equal(ReleaseState.Signed, (await SignAsync(release)).State);
    }

    [Fact]
    public async Task SignAndPublish_FiguresMoved_AreRefusedUntilRefreshed()
    {
        await CommitCaseAsync("c1", "53.02");
        var release = await DraftedAsync();
        await CommitCaseAsync("c2", "53.02");
        Assert.Contains("moved since", (await RefusedAsync(() => SignAsync(release))).Status.Detail, StringComparison.Ordinal);
        var signed = await SignAsync(await RefreshAsync(release));
        await CommitCaseAsync("c3", "53.02");

        var error = await RefusedAsync(() => PublishAsync(signed));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Contains("Border cases registered", error.Status.Detail, StringComparison.Ordinal);
        var again = await RefreshAsync(signed);
        Assert.Equal((ReleaseState.Draft, "", "3"), (again.State, again.Signer, again.Content.Lines[0].Figure.Value.Amount));
        Assert.Equal(ReleaseState.Published, (await PublishAsync(await SignAsync(again))).State);
    }

    [Fact]
    public async Task PublishRelease_ArchiveAndAreaCameAfterItsDay_SaysWhatItDid()
    {
        await Host.AddIndicatorAsync();
        await CommitCaseAsync("c1", "53.02");
        foreach (var area in new[] { "45", "53", "65" })
            await Host.Client.SubmitReturnAsync(new() { Return = new() { Indicator = "windows", PeriodStart = "2021-05-01", PeriodEnd = "2021-05-31", Area = area, Value = "7" }, RequestId = area });
        await Host.FoldedAsync();
        Clock.Day = "2021-06-06";
        await Host.CalmAsync();
        var request = Draft();
        request.AsOf = "2021-06-05";
        var signed = await SignAsync(await Host.Releases.DraftReleaseAsync(request, As(Drafter)));
        Clock.Day = "2021-09-01";
        await CommitCaseAsync("c0", "53.02", "2020-05-17T02:00:00Z");
        await Host.ImportAreasAsync("23");
        await Host.CalmAsync();

        var published = await PublishAsync(signed);

        Assert.Equal([FigureFlag.NoBase], published.Content.Lines[0].Figure.Comparisons[0].Flags);
        Assert.Empty(published.Content.Lines[1].Figure.Flags);
        await RestartAsync();
        Assert.Empty((await Host.FigureAsync("windows", May, asOf: "2021-06-05")).Flags);
        Assert.Equal([FigureFlag.Incomplete], (await Host.FigureAsync("windows", May)).Flags);
    }

    [Fact]
    public async Task PublishRelease_Signed_NeverChangesAfterwards()
    {
        await CommitCaseAsync("c1", "53.02");
        var signed = await SignedAsync();

        var published = await PublishAsync(signed);

        Assert.Equal((ReleaseState.Published, Drafter, Signer, signed.ContentSha256), (published.State, published.Publisher, published.Signer, published.ContentSha256));
        await CommitCaseAsync("c2", "53.02");
        Assert.Equal(published, await GetAsync());
        foreach (var change in new Func<Task>[] { () => RefreshAsync(published), () => SignAsync(published), () => PublishAsync(published) })
            Assert.Equal("ERROR_REASON_WRONG_STATE", (await RefusedAsync(change)).Reason());
    }

    [Fact]
    public async Task PublishRelease_NotSigned_IsRefused()
    {
        var error = await RefusedAsync(async () => await PublishAsync(await DraftedAsync()));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task PublishRelease_IsADisclosureInTheAuditLog()
    {
        await PublishedAsync();

        var entries = (await new AuditService.AuditServiceClient(Host.Host.Channel).ListEntriesAsync(new() { Service = FeedNames.Statistics, Record = "releases/may" })).Entries;

        Assert.Contains(entries, entry => (entry.Method, entry.Action, entry.Actor) == ("border.statistics.v1.ReleaseService/PublishRelease", "disclosure", Drafter));
        Assert.Equal(3, entries.Count);
    }

    [Fact]
    public async Task WithdrawRelease_Published_LeavesWhatItSaid()
    {
        await CommitCaseAsync("c1", "53.02");
        var published = await PublishedAsync();
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(() => WithdrawAsync(published, zh: ""))).StatusCode);

        var withdrawn = await WithdrawAsync(published);

        Assert.Equal((ReleaseState.Withdrawn, "A figure was wrong.", Signer), (withdrawn.State, withdrawn.Withdrawal.Reason.En, withdrawn.Withdrawal.Notifier));
        Assert.Equal((published.Content, published.ContentSha256), (withdrawn.Content, withdrawn.ContentSha256));
        Assert.Equal("ERROR_REASON_WRONG_STATE", (await RefusedAsync(() => WithdrawAsync(withdrawn))).Reason());
    }

    [Fact]
    public async Task Requests_SentAgain_GetTheFirstAnswerWhateverHappenedSince()
    {
        await CommitCaseAsync("c1", "53.02");
        await Host.CalmAsync();
        var request = Draft();
        var drafted = await Host.Releases.DraftReleaseAsync(request, As(Drafter));
        SignReleaseRequest sign = new() { Name = drafted.Name, RequestId = "sign" };
        PublishReleaseRequest publish = new() { Name = drafted.Name, RequestId = "publish" };
        var signed = await Host.Releases.SignReleaseAsync(sign, As(Signer));
        var published = await Host.Releases.PublishReleaseAsync(publish, As(Drafter));
        await RestartAsync();
        await CommitCaseAsync("c2", "53.02");

        Assert.Equal(drafted, await Host.Releases.DraftReleaseAsync(request, As(Drafter)));
        Assert.Equal(signed, await Host.Releases.SignReleaseAsync(sign, As(Signer)));
        Assert.Equal(published, await Host.Releases.PublishReleaseAsync(publish, As(Drafter)));
        request.Area = "53";
        Assert.Equal("ERROR_REASON_REQUEST_ID_REUSED", (await RefusedAsync(async () => await Host.Releases.DraftReleaseAsync(request, As(Drafter)))).Reason());
        Assert.Equal("ERROR_REASON_RECORD_EXISTS", (await RefusedAsync(async () => await Host.Releases.DraftReleaseAsync(Draft(), As(Drafter)))).Reason());
    }

    [Fact]
    public async Task PublishRelease_ManyAtOnce_IsPublishedOnce()
    {
        var signed = await SignedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(async _ =>
        {
            try
            {
                return (await Host.Releases.PublishReleaseAsync(new() { Name = signed.Name, RequestId = Guid.CreateVersion7().ToString() }, As(Drafter))).Etag;
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
            {
                return "";
            }
        }));

        Assert.Equal("3", Assert.Single(answers, etag => etag.Length > 0));
    }

    [Fact]
    public async Task SignRelease_OfAnOlderVersion_IsAborted()
    {
        var release = await DraftedAsync();
        await RefreshAsync(release);

        Assert.Equal(StatusCode.Aborted, (await RefusedAsync(() => SignAsync(release))).StatusCode);
    }

    [Fact]
    public async Task GetRelease_ContentWasChangedInTheDatabase_IsNotGivenOut()
    {
        await CommitCaseAsync("c1", "53.02");
        await PublishedAsync();

        var (text, json) = Place.Options.Engine == StorageEngineKind.Postgres ? ("body::text", "::jsonb") : ("body", "");
        await Tampering.RunAsync(
            Place,
            $"update history set body = replace({text}, 'registered', 'forgotten'){json} where document in (select id from document where collection = 'release-contents')",
            FeedNames.Statistics);

        Assert.Equal(StatusCode.Internal, (await RefusedAsync(() => GetAsync())).StatusCode);
    }

    [Fact]
    public async Task ListReleases_OfOneThatWasKeptAsItWasTyped_HasIt()
    {
        var request = Draft();
        request.Period = "2021-Q1";
        await Host.CalmAsync();
        await Host.Releases.DraftReleaseAsync(request, As(Drafter));
        await Tampering.RunAsync(Place, "update text_key set value = '2021-q1' where value = '2021-Q1'", FeedNames.Statistics);

        foreach (var period in new[] { "2021-Q1", "2021-q1" })
            Assert.Equal(["releases/may"], (await Host.Releases.ListReleasesAsync(new() { Period = period })).Releases.Select(found => found.Name));
    }

    [Fact]
    public async Task ListReleases_OfAPeriodTypedInAnotherWay_GivesWhatFits()
    {
        var request = Draft();
        request.Period = "2021-q1";
        await Host.CalmAsync();
        var release = await Host.Releases.DraftReleaseAsync(request, As(Drafter));

        Assert.Equal("2021-Q1", release.Period);
        foreach (var period in new[] { "2021-Q1", "2021-q1" })
            Assert.Equal([release.Name], (await Host.Releases.ListReleasesAsync(new() { Period = period })).Releases.Select(found => found.Name));
        var error = await RefusedAsync(async () => await Host.Releases.ListReleasesAsync(new() { Period = "2021-Q5" }));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task ListReleases_Filters_GiveWhatFitsWithoutContent()
    {
        await PublishedAsync("one", "53");
        await DraftedAsync("two", "53.02");
        await DraftedAsync("three");

        async Task<IEnumerable<string>> Names(ListReleasesRequest request) => (await Host.Releases.ListReleasesAsync(request)).Releases.Select(release => release.Name);

        Assert.Equal(["releases/three", "releases/two", "releases/one"], await Names(new()));
        Assert.Equal(["releases/two", "releases/one"], await Names(new() { Area = "53" }));
        Assert.Equal(["releases/one"], await Names(new() { State = ReleaseState.Published, Period = May }));
        Assert.All((await Host.Releases.ListReleasesAsync(new())).Releases, release => Assert.Null(release.Content));
        var page = await Host.Releases.ListReleasesAsync(new() { PageSize = 2 });
        Assert.Equal(["releases/one"], await Names(new() { PageSize = 2, PageToken = page.NextPageToken }));
    }
}
