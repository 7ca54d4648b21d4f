using System.Diagnostics.Metrics;
using Border.Statistics.Feeds;
using Border.Statistics.Tests.Recounts;
using Border.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Border.Statistics.Tests.Service;

public sealed class FeedWatchTests : IDisposable
{
    private static readonly string[] Others = [.. FeedNames.All.Where(feed => feed != FeedNames.Cases)];

    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly ServiceProvider _process = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IOptions<StatisticsOptions> _options = Options.Create(new StatisticsOptions());
    private readonly FeedBoard _board;
    private readonly FeedWatch _watch;

    public FeedWatchTests()
    {
        _board = new(_options, _clock);
        _watch = new(_board, Meters, _options, _clock, _log.For<FeedWatch>());
    }

    private IMeterFactory Meters => _process.GetRequiredService<IMeterFactory>();

    public void Dispose()
    {
        _watch.Dispose();
        _process.Dispose();
    }

    [Fact]
    public async Task Execute_FeedThatIsNeverHeardOf_IsAWarningOnceUntilItIs()
    {
        await _watch.StartAsync(default);

        var away = await UntilAsync("The feed cases is stale: it", heard: Others);
        var silence = Gauges.Read(Meters, "border.statistics.feed.silence", "feed");
        for (var second = 0; second < 100; second++)
            Pass(Others);
        var back = await UntilAsync("The feed cases is stale no more.", heard: [.. FeedNames.All]);

        Assert.Equal([LogLevel.Warning, LogLevel.Information], away.Concat(back).Select(line => line.Level));
        Assert.True(silence[FeedNames.Cases] >= _options.Value.StaleAfter.TotalSeconds);
        Assert.All(Others, feed => Assert.InRange(silence[feed], 0, 1));
        Assert.InRange(Gauges.Read(Meters, "border.statistics.feed.silence", "feed")[FeedNames.Cases], 0, 1);
        await _watch.StopAsync(default);
    }

    [Fact]
    public async Task Execute_FeedWhoseEventsAreNotFolded_IsAWarningAndBehind()
    {
        await _watch.StartAsync(default);
        _board.Heard(FeedNames.Cases, 7);
        _board.Folded(FeedNames.Cases, new(5));

        var behind = await UntilAsync("The feed cases is stale: it", heard: [.. FeedNames.All]);

        Assert.Equal(LogLevel.Warning, Assert.Single(behind).Level);
        var events = Gauges.Read(Meters, "border.statistics.feed.behind", "feed");
        Assert.Equal(2, events[FeedNames.Cases]);
        Assert.All(Others, feed => Assert.Equal(0, events[feed]));
        await _watch.StopAsync(default);
    }

    [Theory]
    [InlineData(61, "00:01:01 ahead of")]
    [InlineData(-61, "00:01:01 behind")]
    public async Task Execute_FeedWithAnotherClock_IsAWarningOnceUntilItIsTheSame(int ahead, string told)
    {
        await _watch.StartAsync(default);
        _board.ClockRead(FeedNames.Patrols, TimeSpan.FromSeconds(60));
        _board.ClockRead(FeedNames.Cases, TimeSpan.FromSeconds(ahead));

        var apart = await UntilAsync("The clock of the feed", heard: [.. FeedNames.All]);
        var clocks = Gauges.Read(Meters, "border.statistics.feed.clock_ahead", "feed");
        for (var second = 0; second < 100; second++)
            Pass([.. FeedNames.All]);
        _board.ClockRead(FeedNames.Cases, TimeSpan.Zero);
        var again = await UntilAsync("The clocks of the feed cases", heard: [.. FeedNames.All]);

        Assert.Equal([LogLevel.Warning, LogLevel.Information], apart.Concat(again).Select(line => line.Level));
        Assert.StartsWith($"The clock of the feed cases is {told} this process's", apart[0].Text, StringComparison.Ordinal);
        Assert.Equal((ahead, 60, 0), (clocks[FeedNames.Cases], clocks[FeedNames.Patrols], clocks[FeedNames.Persons]));
        await _watch.StopAsync(default);
    }

    private async Task<IReadOnlyList<(LogLevel Level, string Text)>> UntilAsync(string line, string[] heard)
    {
        var lines = _log.UntilAsync(line);
        while (!lines.IsCompleted)
        {
            Pass(heard);
            await Task.Yield();
        }

        return await lines;
    }

    // A second, in which some feeds are heard of.
    private void Pass(string[] heard)
    {
        foreach (var feed in heard)
            _board.Heard(feed, _board.HeadPosition(feed));
        _clock.Advance(TimeSpan.FromSeconds(1));
    }
}
