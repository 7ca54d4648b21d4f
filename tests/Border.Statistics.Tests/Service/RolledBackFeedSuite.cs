using Border.Audit.V1;
using Border.Audits;
using Border.Cases.V1;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Tests.Service;

public sealed class SqliteRolledBackFeedTests() : RolledBackFeedSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRolledBackFeedTests() : RolledBackFeedSuite(StorageEngineKind.Postgres);

/// <summary>A record service whose database is restored from a backup that is older than the figures, on each engine.</summary>
public abstract class RolledBackFeedSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Cases = "border_cases_registered";

    private readonly DayClock _clock = new("2021-06-01");
    private StoragePlace _place = null!;
    private StatisticsHost _host = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Follow_FeedRestoredFromABackup_IsToldAndFoldsNothing(int written)
    {
        await RestoreAsync(written);

        var feed = await RolledBackAsync();

        Assert.Equal((5, true), (feed.FoldedPosition, feed.Stale));
        var figure = await _host.FigureAsync(Cases, "2021-05");
        Assert.Equal("5", figure.Value.Amount);
        Assert.Contains(FigureFlag.Stale, figure.Flags);
        var findings = await _host.Releases.GetFindingsAsync(new() { Period = "2021-05" });
        Assert.True(findings.Blocked);
        Assert.Contains(findings.Findings, finding => finding.Rule == GateRule.StaleFeed && finding.Text.En.Contains("cases went back", StringComparison.Ordinal));
    }

    /// <summary>By somebody who puts another database in its place while the service runs, before or after others have written to that.</summary>
    [Theory]
    [InlineData("delete from event where position > 3; update feed set last = 3")]
    [InlineData(
        "begin; update event set at = at + 1 where position > 3;"
        + " insert into event select position + 2, record || 'x', version, verb, at, state, trace from event where position > 3; update feed set last = 7; commit")]
    public async Task Follow_RestoredUnderASubscription_IsToldAndFoldsNothing(string restore)
    {
        await CommitAsync("kept", 3);
        await CommitAsync("lost", 2);
        await _host.FoldedAsync();

        await Tampering.RunAsync(_place, restore, FeedNames.Cases);
        await RolledBackAsync();
        await CommitAsync("new", 4);

        await _host.CommitAsync(FeedNames.Patrols, "patrols/p1", 1, Records.Patrol());
        await _host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = FeedNames.Patrols, Position = 1 } } }, deadline: StatisticsHost.Soon());
        Assert.Equal(5, (await RolledBackAsync()).FoldedPosition);
        Assert.Equal("5", (await _host.FigureAsync(Cases, "2021-05")).Value.Amount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Start_OtherRulesAndARestoredFeed_CountsNothingAgain(int written)
    {
        await CommitAsync("kept", 1);
        var backup = await Backup.TakeAsync(_place, FeedNames.Cases);
        await _host.CommitAsync(Case("cases/kept1", "45.01"), 2);
        await _host.FoldedAsync();
        await RestoreAsync(backup);
        await _host.CommitAsync(Case("cases/kept1", "65"), 2);
        await CommitAsync("new", written);
        await RolledBackAsync();
        await _host.DisposeAsync();
        await Tampering.RunAsync(_place, "delete from ledger_rule", FeedNames.Statistics);

        _host = await StartAsync();

        Assert.Equal(2, (await RolledBackAsync()).FoldedPosition);
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-05", "45.01")).Value.Amount);
        Assert.DoesNotContain(Cases, await _host.Ledger.RulesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Follow_OneFeedRestored_FollowsTheOthers()
    {
        await RestoreAsync(written: 4);
        await RolledBackAsync();

        await _host.CommitAsync(FeedNames.Patrols, "patrols/p1", 1, Records.Patrol());

        await _host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = FeedNames.Patrols, Position = 1 } } }, deadline: StatisticsHost.Soon());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task AwaitProgress_PositionThatAnotherEventHadBefore_IsRefused(long position)
    {
        await RestoreAsync(written: 2);
        await RolledBackAsync();

        await AssertNotCountedAsync(position);
    }

    [Fact]
    public async Task AwaitProgress_FeedGoesBackMeanwhile_IsRefused()
    {
        await RestoreAsync(written: 2);

        await AssertNotCountedAsync(99);
    }

    [Fact]
    public async Task Recount_FromRecordsOfARestoredFeed_IsRefused()
    {
        await RestoreAsync(written: 2);
        await RolledBackAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.RecountAsync(new() { Source = RecountSource.Records }, deadline: StatisticsHost.Soon()));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
    }

    [Fact]
    public async Task Follow_BackupOfAllThatIsCounted_GoesOn()
    {
        await CommitAsync("kept", 3);
        await _host.FoldedAsync();
        await RestoreAsync(await Backup.TakeAsync(_place, FeedNames.Cases));

        await CommitAsync("new", 2);
        await _host.FoldedAsync();

        Assert.Equal("5", (await _host.FigureAsync(Cases, "2021-05")).Value.Amount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task RebuildFeed_RestoredFromABackup_CountsTheRecordsThatThereAre(int written)
    {
        await RestoreAsync(written);
        await RolledBackAsync();
        _clock.Day = "2021-06-03";

        var rebuilt = await _host.Client.RebuildFeedAsync(new() { Feed = FeedNames.Cases }, deadline: StatisticsHost.Soon());

        Assert.Equal((3 + written, 3 + written, written, 2), (rebuilt.Position, rebuilt.RecordCount, rebuilt.ChangedCount, rebuilt.GoneCount));
        await _host.CalmAsync();
        Assert.DoesNotContain((await _host.Client.GetProgressAsync(new())).Feeds, feed => feed.RolledBack);
        Assert.Equal($"{3 + written}", (await _host.FigureAsync(Cases, "2021-05")).Value.Amount);
        Assert.Equal("5", (await _host.FigureAsync(Cases, "2021-05", asOf: "2021-06-02")).Value.Amount);
        var explained = await _host.Client.ExplainAsync(new() { Indicator = Cases, Period = "2021-05" });
        Assert.DoesNotContain(explained.Contributions, contribution => contribution.Record.Contains("lost", StringComparison.Ordinal));
        foreach (var source in new[] { RecountSource.Contributions, RecountSource.Records })
            Assert.Empty((await _host.Client.RecountAsync(new() { Source = source }, deadline: StatisticsHost.Soon())).Differences);
    }

    [Fact]
    public async Task RebuildFeed_RecordChangedAgainAfterTheBackup_CountsWhatItSaysNow()
    {
        await CommitAsync("kept", 1);
        var backup = await Backup.TakeAsync(_place, FeedNames.Cases);
        foreach (var version in new[] { 2, 3 })
            await _host.CommitAsync(Case("cases/kept1", "45.01"), version);
        await _host.FoldedAsync();
        await RestoreAsync(backup);
        await _host.CommitAsync(Case("cases/kept1", "65"), 2);
        await RolledBackAsync();

        await _host.Client.RebuildFeedAsync(new() { Feed = FeedNames.Cases }, deadline: StatisticsHost.Soon());
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-05", "65")).Value.Amount);
        await _host.CommitAsync(Case("cases/kept1", "53"), 3);
        await _host.FoldedAsync();

        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-05", "53")).Value.Amount);
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-05")).Value.Amount);
    }

    [Fact]
    public async Task RebuildFeed_ThatGoesOn_ChangesNothing()
    {
        await CommitAsync("kept", 3);
        await _host.FoldedAsync();

        var rebuilt = await _host.Client.RebuildFeedAsync(new() { Feed = FeedNames.Cases }, deadline: StatisticsHost.Soon());
        await CommitAsync("new", 1);
        await _host.FoldedAsync();

        Assert.Equal((3, 0, 0), (rebuilt.RecordCount, rebuilt.ChangedCount, rebuilt.GoneCount));
        Assert.Equal("4", (await _host.FigureAsync(Cases, "2021-05")).Value.Amount);
    }

    [Fact]
    public async Task RebuildFeed_IsInTheAuditLog()
    {
        await _host.Client.RebuildFeedAsync(new() { Feed = FeedNames.Cases }, new Metadata { { "border-actor", "rebuilder" } }, StatisticsHost.Soon());

        var entry = Assert.Single((await new AuditService.AuditServiceClient(_host.Host.Channel).ListEntriesAsync(
            new() { Service = FeedNames.Statistics, Actor = "rebuilder" })).Entries);
        Assert.Equal(("border.statistics.v1.StatisticsService/RebuildFeed", "alteration", "done"), (entry.Method, entry.Action, entry.Outcome));
    }

    [Fact]
    public async Task RebuildFeed_CallerLeavesMeanwhile_IsEnteredWithItsFeedAndDone()
    {
        await RestoreAsync(written: 4);
        await RolledBackAsync();
        using var left = new CancellationTokenSource();

        Task call = _host.Client.RebuildFeedAsync(new() { Feed = FeedNames.Cases }, cancellationToken: left.Token).ResponseAsync;
        await EnteredAsync();
        await left.CancelAsync();
        await Task.WhenAny(call);

        await _host.CalmAsync();
        Assert.Equal("7", (await _host.FigureAsync(Cases, "2021-05")).Value.Amount);
        Assert.Equal(["feeds/cases"], Assert.Single(await EnteredAsync()).Note.Records);
    }

    [Theory]
    [InlineData("weather")]
    [InlineData(FeedNames.Statistics)]
    public async Task RebuildFeed_OfNoOtherService_IsNotFound(string feed)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.RebuildFeedAsync(new() { Feed = feed }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    /// <summary>Three cases are kept, two are counted and lost, and some are written afterwards.</summary>
    private async Task RestoreAsync(int written)
    {
        await CommitAsync("kept", 3);
        await _host.FoldedAsync();
        var backup = await Backup.TakeAsync(_place, FeedNames.Cases);
        await CommitAsync("lost", 2);
        await _host.FoldedAsync();
        await RestoreAsync(backup);
        await CommitAsync("new", written);
    }

    private async Task RestoreAsync(Backup backup)
    {
        await _host.DisposeAsync();
        await backup.RestoreAsync();
        _host = await StartAsync();
    }

    private async Task AssertNotCountedAsync(long position)
    {
        AwaitProgressRequest request = new() { Positions = { new FeedPosition { Feed = FeedNames.Cases, Position = position } } };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.AwaitProgressAsync(request, deadline: StatisticsHost.Soon()));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Contains("The feed cases went back", error.Status.Detail, StringComparison.Ordinal);
    }

    private async Task CommitAsync(string name, int cases)
    {
        for (var number = 1; number <= cases; number++)
            await _host.CommitAsync(Case($"cases/{name}{number}"));
    }

    private static Case Case(string name, string area = "53.02")
    {
        var record = Records.Case();
        (record.Name, record.Area) = (name, area);
        return record;
    }

    private async Task<FeedProgress> RolledBackAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; tries < 1500; tries++)
        {
            if ((await _host.Client.GetProgressAsync(new())).Feeds.SingleOrDefault(feed => feed.RolledBack) is { } feed)
                return feed;
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException("No feed is told as rolled back.");
    }

    /// <summary>What the audit log says of rebuilds; returns when there is an entry.</summary>
    private async Task<IReadOnlyList<AuditEntry>> EnteredAsync()
    {
        var store = _host.Host.Services.GetRequiredKeyedService<IDocumentStore>(FeedNames.Statistics);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var tries = 0; tries < 5000; tries++)
        {
            var entries = await store.AuditAsync(new(0, 1000), CancellationToken.None);
            if (entries.Where(entry => entry.Note.Method.EndsWith("RebuildFeed", StringComparison.Ordinal)).ToList() is { Count: > 0 } found)
                return found;
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException("No rebuild is entered.");
    }

    private Task<StatisticsHost> StartAsync() => StatisticsHost.StartAsync(_place, _clock);
}
