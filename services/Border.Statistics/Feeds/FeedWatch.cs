using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Feeds;

/// <summary>Tells in the log, once, that a feed has become stale, or its clock is another, and that it is not any more.</summary>
internal sealed class FeedWatch(
    FeedBoard board, IMeterFactory meters, IOptions<StatisticsOptions> options, TimeProvider clock, ILogger<FeedWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Telemetry.ObserveFeeds(meters, board, clock);
        // A feed is stale until it was heard of, which takes a moment after every start.
        await Task.Delay(options.Value.StaleAfter, clock, stoppingToken);
        IReadOnlySet<string> stale = new HashSet<string>();
        IReadOnlySet<string> apart = new HashSet<string>();
        using var timer = new PeriodicTimer(Period, clock);
        do
            (stale, apart) = (TellStale(stale), TellApart(apart));
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IReadOnlySet<string> TellStale(IReadOnlySet<string> told)
    {
        var stale = board.StaleFeeds();
        foreach (var feed in stale.Except(told))
            logger.LogWarning("The feed {Feed} is stale: it has been away or behind for more than {StaleAfter}.", feed, options.Value.StaleAfter);
        foreach (var feed in told.Except(stale))
            logger.LogInformation("The feed {Feed} is stale no more.", feed);
        return stale;
    }

    private IReadOnlySet<string> TellApart(IReadOnlySet<string> told)
    {
        var apart = board.FeedsOfAnotherTime();
        foreach (var feed in apart.Except(told))
        {
            var ahead = board.ClockAhead(feed);
            logger.LogWarning(
                "The clock of the feed {Feed} is {Difference} {Side} this process's: records may be known on another day. Set the one that is wrong.",
                feed, ahead.Duration(), ahead > TimeSpan.Zero ? "ahead of" : "behind");
        }

        foreach (var feed in told.Except(apart))
            logger.LogInformation("The clocks of the feed {Feed} and of this process agree again.", feed);
        return apart;
    }
}
