using Border.ServiceDefaults.Health;

namespace Border.Statistics.Feeds;

/// <summary>
/// Tells in health whether a feed is away or behind, under a name of its own: figures can be given all the same, so the
/// service itself, and the process, go on serving.
/// </summary>
internal sealed class FeedHealth(string feed, FeedBoard board) : IHealthContributor
{
    public IReadOnlyCollection<string> Services { get; } = [$"border.statistics.feeds.{feed}"];

    public bool IsNeededByProcess => false;

    public Task<bool> IsServingAsync(CancellationToken ct) => Task.FromResult(!board.StaleFeeds().Contains(feed));
}
