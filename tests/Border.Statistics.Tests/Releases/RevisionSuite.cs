using Border.Cases.V1;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Statistics.Tests.Releases;

public sealed class SqliteRevisionTests() : RevisionSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRevisionTests() : RevisionSuite(StorageEngineKind.Postgres);

/// <summary>What became of published figures, on each engine.</summary>
public abstract class RevisionSuite(StorageEngineKind engine) : ReleaseTestBase(engine)
{
    [Fact]
    public async Task GetRevisions_NothingChanged_HasNone()
    {
        await CommitCaseAsync("c1", "53.02");
        await PublishedAsync();
        Clock.Day = "2021-07-20";

        var answer = await AskAsync();

        Assert.Equal((0, 1), (answer.Revisions.Count, answer.FigureCount));
    }

    [Fact]
    public async Task GetRevisions_RecordsCameWentAndChanged_AreTold()
    {
        foreach (var id in new[] { "c1", "c2", "c3" })
            await CommitCaseAsync(id, "53.02");
        await PublishedAsync();
        Clock.Day = "2021-06-20";
        await CommitCaseAsync("c4", "45");
        await CommitCaseAsync("c5", "45");
        Clock.Day = "2021-07-10";
        await VoidAsync("c2");
        await CommitCaseAsync("c3", "53.01", version: 2);
        Clock.Day = "2021-07-20";

        var revision = Assert.Single((await AskAsync()).Revisions);

        Assert.Equal((Cases, "", "3", "4", "1", "2021-07-10"), (revision.Indicator, revision.BasePeriod, revision.Published.Amount, revision.Today.Amount, revision.Difference, revision.Since));
        Assert.Equal(
            ["cases/c2 53.02 1 0 ", "cases/c3 53.01 0 1 2021-07-10", "cases/c3 53.02 1 0 ", "cases/c4 45 0 1 2021-06-20", "cases/c5 45 0 1 2021-06-20"],
            revision.Records.Select(record => $"{record.Record} {record.Area} {record.PublishedAmount} {record.Amount} {record.KnownOn}"));
        Assert.Equal("3", (await GetAsync()).Content.Lines[0].Figure.Value.Amount);
    }

    [Fact]
    public async Task GetRevisions_ChangedOnTheDayOfItsPublication_IsKnownSinceThatDay()
    {
        await CommitCaseAsync("c1", "53.02");
        await PublishedAsync();
        await CommitCaseAsync("c2", "53.02");
        Clock.Day = "2021-07-20";

        Assert.Equal("2021-06-05", Assert.Single((await AskAsync()).Revisions).Since);
    }

    [Fact]
    public async Task GetRevisions_CaseThatTheCallerMayNotKnowOf_IsCountedWithoutItsName()
    {
        await CommitCaseAsync("c1", "53.02");
        await PublishedAsync();
        Clock.Day = "2021-06-20";
        await CommitCaseAsync("c2", "53.02", knownTo: "chief");

        var revision = Assert.Single((await AskAsync()).Revisions);

        Assert.Equal(("1", "2"), (revision.Published.Amount, revision.Today.Amount));
        Assert.Equal(("", "1"), (Assert.Single(revision.Records).Record, revision.Records[0].Amount));
    }

    [Fact]
    public async Task GetRevisions_BaseChanged_IsToldAsTheBase()
    {
        await CommitCaseAsync("c1", "53.02");
        await CommitCaseAsync("c0", "53.02", "2020-05-17T02:00:00Z");
        await PublishedAsync();
        Clock.Day = "2021-06-20";
        await CommitCaseAsync("c9", "53.02", "2020-05-18T02:00:00Z");

        var revision = Assert.Single((await AskAsync()).Revisions);

        Assert.Equal(("2020-05", "1", "2", "2021-06-20"), (revision.BasePeriod, revision.Published.Amount, revision.Today.Amount, revision.Since));
        Assert.Equal("cases/c9", Assert.Single(revision.Records).Record);
    }

    [Fact]
    public async Task GetRevisions_ReturnRevised_NamesTheReturn()
    {
        await Host.AddIndicatorAsync();
        var first = await ReturnAsync("100");
        await PublishedAsync();
        Clock.Day = "2021-06-20";
        await ReturnAsync("120");

        var revision = Assert.Single((await AskAsync()).Revisions);

        Assert.Equal(("windows", "100", "120", "20", "2021-06-20"), (revision.Indicator, revision.Published.Amount, revision.Today.Amount, revision.Difference, revision.Since));
        Assert.Equal((first.Name, "100", "120", "2021-06-20"), (Assert.Single(revision.Records).Record, revision.Records[0].PublishedAmount, revision.Records[0].Amount, revision.Records[0].KnownOn));
    }

    [Fact]
    public async Task GetRevisions_RecordGivesMore_IsKnownSinceItDoes()
    {
        await CommitSeizureAsync("5000", version: 1);
        await PublishedAsync();
        Clock.Day = "2021-06-20";
        await CommitSeizureAsync("7000", version: 2);

        var revision = Assert.Single((await AskAsync()).Revisions);

        Assert.Equal(("0.005", "0.007", "2021-06-20"), (Assert.Single(revision.Records).PublishedAmount, revision.Records[0].Amount, revision.Records[0].KnownOn));
    }

    [Fact]
    public async Task GetRevisions_RestOfThePeriodIsReturned_IsNoRevisionOfItsFirstDays()
    {
        await Host.AddIndicatorAsync();
        await ReturnAsync("60", "2021-04-01", "2021-04-30");
        await ReturnAsync("40");
        var published = await PublishedQuarterAsync();
        Assert.Equal(("100", "2021-06-05"), (published.Content.Lines[0].Figure.Value.Amount, published.Content.EndDate));
        Clock.Day = "2021-07-05";
        await ReturnAsync("50", "2021-06-01", "2021-06-30");
        Assert.Empty((await AskAsync()).Revisions);

        await ReturnAsync("45");

        Assert.Equal("105", Assert.Single((await AskAsync()).Revisions).Today.Amount);
    }

    [Fact]
    public async Task GetRevisions_WholePeriodWasReturnedBeforeItWasOver_IsReadAsAWholeAgain()
    {
        await Host.AddIndicatorAsync();
        await ReturnAsync("150", "2021-04-01", "2021-06-30");
        Assert.Equal("150", (await PublishedQuarterAsync()).Content.Lines[0].Figure.Value.Amount);
        Clock.Day = "2021-07-05";
        await ReturnAsync("60", "2021-04-01", "2021-04-30");
        Assert.Empty((await AskAsync()).Revisions);

        await ReturnAsync("160", "2021-04-01", "2021-06-30");

        Assert.Equal("160", Assert.Single((await AskAsync()).Revisions).Today.Amount);
    }

    [Fact]
    public async Task GetRevisions_FeedRebuiltAfterARestore_AreOfTheDayOfTheRebuild()
    {
        await CommitSeizureAsync("5000", version: 1);
        var backup = await Backup.TakeAsync(Place, FeedNames.Seizures);
        await CommitSeizureAsync("7000", version: 2);
        await CommitSeizureAsync("1000", version: 1, id: "s2");
        await PublishedAsync();
        Clock.Day = "2021-06-20";
        await RestartAsync(backup);

        await Host.Client.RebuildFeedAsync(new() { Feed = FeedNames.Seizures });
        Clock.Day = "2021-07-20";

        var revision = Assert.Single((await AskAsync()).Revisions);
        Assert.Equal(("0.008", "0.005", "2021-06-20", ""), (revision.Published.Amount, revision.Today.Amount, revision.Since, revision.RecountedOn));
        Assert.Equal(
            ["seizures/s1 0.007 0.005 2021-06-20", "seizures/s2 0.001 0 "],
            revision.Records.Select(record => $"{record.Record} {record.PublishedAmount} {record.Amount} {record.KnownOn}"));
        Assert.Equal("0.008", (await GetAsync()).Content.Lines[0].Figure.Value.Amount);
    }

    [Fact]
    public async Task GetRevisions_PeriodWasNotOver_ComparesTheSameDays()
    {
        await CommitCaseAsync("c1", "53.02", "2021-06-02T02:00:00Z");
        await Host.CalmAsync();
        var request = Draft();
        request.Period = "2021-06";
        await PublishAsync(await SignAsync(await Host.Releases.DraftReleaseAsync(request, As(Drafter))));
        Clock.Day = "2021-07-20";
        await CommitCaseAsync("c2", "53.02", "2021-06-20T02:00:00Z");
        Assert.Empty((await AskAsync()).Revisions);

        await CommitCaseAsync("c3", "53.02", "2021-06-03T02:00:00Z");

        Assert.Equal("2", Assert.Single((await AskAsync()).Revisions).Today.Amount);
    }

    [Fact]
    public async Task GetRevisions_NotPublished_IsRefused()
    {
        await DraftedAsync();

        Assert.Equal(StatusCode.FailedPrecondition, (await RefusedAsync(() => AskAsync())).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await Host.Releases.GetRevisionsAsync(new() { Name = "releases/none" }))).StatusCode);
    }

    private async Task<GetRevisionsResponse> AskAsync() => await Host.Releases.GetRevisionsAsync(new() { Name = "releases/may" });

    private async Task VoidAsync(string id)
    {
        var record = Records.Case();
        (record.Name, record.State) = ($"cases/{id}", CaseState.Void);
        await Host.CommitAsync(record, 2);
        await Host.FoldedAsync();
    }

    private async Task CommitSeizureAsync(string grams, long version, string id = "s1")
    {
        var record = Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", grams));
        record.Name = $"seizures/{id}";
        await Host.CommitAsync(FeedNames.Seizures, record.Name, version, record);
        await Host.FoldedAsync();
    }

    private async Task<Release> PublishedQuarterAsync()
    {
        await Host.CalmAsync();
        var request = Draft();
        request.Period = "2021-Q2";
        return await PublishAsync(await SignAsync(await Host.Releases.DraftReleaseAsync(request, As(Drafter))));
    }

    private async Task<Return> ReturnAsync(string value, string start = "2021-05-01", string end = "2021-05-31")
    {
        var answer = await Host.Client.SubmitReturnAsync(new()
        {
            Return = new() { Indicator = "windows", PeriodStart = start, PeriodEnd = end, Value = value },
            RequestId = Guid.CreateVersion7().ToString(),
        });
        await Host.FoldedAsync();
        return answer;
    }
}
