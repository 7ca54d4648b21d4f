using Border.Cases.V1;
using Border.Seizures.V1;
using Border.Statistics.Feeds;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.Tests.Service;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;
using Border.Type.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Tests.Releases;

public sealed class SqliteCorrectedRuleTests() : CorrectedRuleSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCorrectedRuleTests() : CorrectedRuleSuite(StorageEngineKind.Postgres);

/// <summary>A database that was counted by a former rule, under a service that counts by a corrected one, on each engine.</summary>
public abstract class CorrectedRuleSuite(StorageEngineKind engine) : ReleaseTestBase(engine)
{
    private const string Arrests = "suspects_arrested";
    private const string Drugs = "drugs_seized";

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

    [Fact]
    public async Task GetRevisions_WeighedMassThatACountHadKeptOut_TellThatItCounts()
    {
        await CountTabletsBeforeMassAsync();
        await PublishedAsync();
        await UpdateAsync("2021-06-20");

        var revision = (await Host.Releases.GetRevisionsAsync(new() { Name = "releases/may" })).Revisions.Single(revision => revision.Indicator == Drugs);

        Assert.Equal(("1.5", "2", "2021-06-20"), (revision.Published.Amount, revision.Today.Amount, revision.RecountedOn));
        Assert.Contains("a mass counts before any other", revision.Correction.En, StringComparison.Ordinal);
        Assert.Equal("1.5", (await Host.FigureAsync(Drugs, May, asOf: "2021-06-19")).Value.Amount);
        Assert.Empty((await Host.Client.RecountAsync(new() { Source = RecountSource.Records })).Differences);
    }

    /// <summary>Leaves a seizure, and the ledger, as they were left when the strongest method counted, whatever it measured.</summary>
    private async Task CountTabletsBeforeMassAsync()
    {
        var tablets = Records.Mass(ItemKind.Drug, "methamphetamine", "400000");
        Quantity counted = new() { Count = 90_000 };
        tablets.Measurements.Add([
            new Measurement { Id = "m1", Method = MeasurementMethod.Weighed, Quantity = new() { Mass = new() { Amount = "500000", Unit = MassUnit.Gram, Grams = "500000" } }, MeasureTime = Records.Time("2021-05-18T02:00:00Z") },
            new Measurement { Id = "m2", Method = MeasurementMethod.Laboratory, Quantity = counted, MeasureTime = Records.Time("2021-05-19T02:00:00Z") }]);
        tablets.Counted = counted;
        var record = Records.Seizure(Records.Mass(ItemKind.Drug, "methamphetamine", "1500000"), tablets);
        await Host.CommitAsync(FeedNames.Seizures, record.Name, 1, record);
        await Host.FoldedAsync();
        var day = new DateOnly(2021, 5, 17);
        var cursor = (await Host.Ledger.CursorsAsync(CancellationToken.None))[FeedNames.Seizures];
        LedgerEntry former = new(record.Name, 1, new(2021, 6, 5), [new(Drugs, day, day, record.Area, "methamphetamine", 1.5m)], Again: true);
        Assert.True(await Host.Ledger.FoldAsync(FeedNames.Seizures, cursor, cursor, [former], CancellationToken.None));
        await Host.Ledger.KeepRuleAsync(Drugs, new(1, new(2021, 6, 5)), CancellationToken.None);
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
