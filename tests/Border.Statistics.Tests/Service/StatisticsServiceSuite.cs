using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Grpc.Core;
using Grpc.Health.V1;

namespace Border.Statistics.Tests.Service;

public sealed class SqliteStatisticsServiceTests() : StatisticsServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresStatisticsServiceTests() : StatisticsServiceSuite(StorageEngineKind.Postgres);

/// <summary>How the service follows its feeds, over restarts and beside another process, on each engine.</summary>
public abstract class StatisticsServiceSuite(StorageEngineKind engine) : StatisticsTestBase(engine)
{
    [Fact]
    public async Task AwaitProgress_BeyondTheFeed_EndsWithItsDeadline()
    {
        var deadline = TimeProvider.System.GetUtcNow().AddMilliseconds(200).UtcDateTime;

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = FeedNames.Cases, Position = 99 } } }, deadline: deadline));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task AwaitProgress_UnknownFeed_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = "weather", Position = 1 } } }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task Follow_RecordThatCannotBeCounted_DoesNotHoldUpTheOthers()
    {
        await Host.CommitAsync(
            FeedNames.Seizures, "seizures/s1", 1, Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", "much")));
        await Host.CommitAsync(
            FeedNames.Seizures, "seizures/s2", 1, Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", "2000000")));
        await Host.FoldedAsync();

        Assert.Equal("2", (await Host.FigureAsync("drugs_seized", "2021")).Value.Amount);
    }

    [Fact]
    public async Task Follow_AfterARestart_CountsNothingTwice()
    {
        await Host.CommitAsync(Records.Case());
        await Host.FoldedAsync();

        await RestartAsync();
        await Host.CommitAsync(Renamed("cases/c2"));
        await Host.FoldedAsync();

        Assert.Equal("2", (await Host.FigureAsync(Cases, "2021")).Value.Amount);
    }

    [Fact]
    public async Task SubmitReturn_AgainUnderAnotherSecret_GetsTheFirstAnswer()
    {
        await Host.AddIndicatorAsync();
        var request = ReturnTests.Request("100");
        var first = await Host.Client.SubmitReturnAsync(request);
        await RestartAsync(("Privacy:Key", Convert.ToBase64String(new byte[32])));

        Assert.Equal(first, await Host.Client.SubmitReturnAsync(request));
    }

    [Fact]
    public async Task Follow_TwoProcessesOnOneDatabase_CountOnce()
    {
        await using var other = await StatisticsHost.StartAsync(Place);
        foreach (var number in Enumerable.Range(1, 30))
            await Host.CommitAsync(Renamed($"cases/c{number}"));
        await Host.FoldedAsync();

        Assert.Equal("30", (await Host.FigureAsync(Cases, "2021")).Value.Amount);
        Assert.Empty((await Host.Client.RecountAsync(new())).Differences);
    }

    [Fact]
    public async Task GetFigures_FeedIsAway_FlagsWhatComesFromIt()
    {
        await using var away = await StatisticsHost.StartAsync(Place, ("Feeds:Cases", "http://127.0.0.1:1"));
        await away.CommitAsync(FeedNames.Patrols, "patrols/p1", 1, Records.Patrol());
        await away.FoldedAsync();

        Assert.Equal([FigureFlag.Stale], (await away.FigureAsync(Cases, "2021")).Flags);
        Assert.Empty((await away.FigureAsync("patrols_conducted", "2021")).Flags);
        // Those that nothing was waited for may not have been reached yet.
        await Eventually(async () => (await away.Client.GetProgressAsync(new())).Feeds.Count(feed => feed.Stale) == 1);
        var progress = await away.Client.GetProgressAsync(new());
        Assert.Equal([FeedNames.Cases], progress.Feeds.Where(feed => feed.Stale).Select(feed => feed.Feed));
        Assert.Null(progress.Feeds.Single(feed => feed.Feed == FeedNames.Cases).ContactTime);
        var health = new Health.HealthClient(away.Host.Channel);
        await Eventually(async () => await StatusAsync(health, "border.statistics.feeds.patrols") == HealthCheckResponse.Types.ServingStatus.Serving);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await StatusAsync(health, "border.statistics.feeds.cases"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(health, "border.statistics.v1.StatisticsService"));
        await Eventually(async () => await StatusAsync(health, "") == HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(Health.HealthClient health, string service)
    {
        try
        {
            return (await health.CheckAsync(new() { Service = service })).Status;
        }
        catch (RpcException early) when (early.StatusCode == StatusCode.NotFound)
        {
            // Health is asked for the first time some moments after the start.
            return HealthCheckResponse.Types.ServingStatus.Unknown;
        }
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 200 && !await condition(); tries++)
            await timer.WaitForNextTickAsync();
        Assert.True(await condition());
    }
}
