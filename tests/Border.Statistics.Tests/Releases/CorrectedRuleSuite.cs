using Border.Cases.V1;
using Border.Statistics.Feeds;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.Tests.Service;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Tests.Releases;

public sealed class SqliteCorrectedRuleTests() : CorrectedRuleSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCorrectedRuleTests() : CorrectedRuleSuite(StorageEngineKind.Postgres);

/// <summary>A database that was counted by a former rule, under a service that counts by a corrected one, on each engine.</summary>
public abstract class CorrectedRuleSuite(StorageEngineKind engine) : ReleaseTestBase(engine)
{
    private const string Arrests = "suspects_arrested";

    [Fact]
    public async Task Start_CountedByAFormerRule_CountsAgainFromTheDayOfTheStart()
    {
        await CountByTheFormerRuleAsync();
        Assert.Equal("2", await KnownAsync(""));
        Assert.NotEmpty((await Host.Client.RecountAsync(new() { Source = RecountSource.Records })).Differences);

        await UpdateAsync("2021-06-20");

        Assert.Equal("1", await KnownAsync(""));
        Assert.Equal("2", await KnownAsync("2021-06-19"));
        foreach (var source in new[] { RecountSource.Contributions, RecountSource.Records })
            Assert.Empty((await Host.Client.RecountAsync(new() { Source = source })).Differences);
    }

    [Fact]
    public async Task GetRevisions_CountedAgainByACorrectedRule_TellWhenAndWhy()
    {
        await CountByTheFormerRuleAsync();
        await PublishedAsync();
        await UpdateAsync("2021-06-20");

        var revision = (await Host.Releases.GetRevisionsAsync(new() { Name = "releases/may" })).Revisions.Single(revision => revision.Indicator == Arrests);

        Assert.Equal(("2", "1", "2021-06-20", "2021-06-20"), (revision.Published.Amount, revision.Today.Amount, revision.Since, revision.RecountedOn));
        Assert.Contains("the earliest counts", revision.Correction.En, StringComparison.Ordinal);
        Assert.Equal(["cases/c1 2 1 2021-06-20"], revision.Records.Select(record => $"{record.Record} {record.PublishedAmount} {record.Amount} {record.KnownOn}"));
    }

    [Fact]
    public async Task Start_RecordChangedWhileTheServiceWasAway_IsCountedOnceByThePresentRule()
    {
        var record = await CountByTheFormerRuleAsync();
        Clock.Day = "2021-06-10";
        Host.Host.Services.GetRequiredService<FoldGates>().Hold(FeedNames.Cases, 1);
        record.Arrests.Add([Arrest("a3", "s2"), Arrest("a4", "s3")]);
        await Host.CommitAsync(record, 2);

        await UpdateAsync("2021-06-20");

        await Host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = FeedNames.Cases, Position = 2 } } }, deadline: StatisticsHost.Soon());
        string[] known = [await KnownAsync("2021-06-09"), await KnownAsync("2021-06-10"), await KnownAsync("")];
        Assert.Equal(["2", "3", "3"], known);
        Assert.Empty((await Host.Client.RecountAsync(new() { Source = RecountSource.Records })).Differences);
    }

    /// <summary>Leaves the ledger as the service left it that counted each record of an arrest.</summary>
    private async Task<Case> CountByTheFormerRuleAsync()
    {
        var record = Records.Case();
        record.Arrests.Add([Arrest("a1", "s1"), Arrest("a2", "s1")]);
        await Host.CommitAsync(record);
        await Host.FoldedAsync();
        var day = new DateOnly(2021, 5, 18);
        var cursor = (await Host.Ledger.CursorsAsync(CancellationToken.None))[FeedNames.Cases];
        LedgerLine registered = new("border_cases_registered", day.AddDays(-1), day.AddDays(-1), record.Area, record.PrincipalOffence, 1);
        LedgerEntry former = new(record.Name, 1, new(2021, 6, 5), [registered, new(Arrests, day, day, record.Area, record.PrincipalOffence, 2)], Again: true);
        Assert.True(await Host.Ledger.FoldAsync(FeedNames.Cases, cursor, cursor, [former], CancellationToken.None));
        await Host.Ledger.KeepRuleAsync(Arrests, new(1, new(2021, 6, 5)), CancellationToken.None);
        return record;
    }

    private async Task<string> KnownAsync(string asOf) => (await Host.FigureAsync(Arrests, May, asOf: asOf)).Value.Amount;

    private async Task UpdateAsync(string day)
    {
        Clock.Day = day;
        await RestartAsync();
        await Host.CalmAsync();
    }

    private static Arrest Arrest(string id, string suspect)
    {
        var arrest = Records.Arrest(id);
        arrest.SuspectId = suspect;
        return arrest;
    }
}
