using System.Diagnostics;
using System.Diagnostics.Metrics;
using Border.Statistics.Feeds;
using Border.Statistics.Recounts;
using Border.Statistics.V1;

namespace Border.Statistics;

/// <summary>What Statistics tells about its own work.</summary>
internal static class Telemetry
{
    public static ActivitySource Source { get; } = new("Border.Statistics");

    private static readonly Meter Meter = new("Border.Statistics");

    public static Counter<long> FoldedEvents { get; } =
        Meter.CreateCounter<long>("border.statistics.folded_events", "{event}", "Events folded into the figures, by feed.");

    public static Histogram<double> FoldDuration { get; } =
        Meter.CreateHistogram<double>("border.statistics.fold.duration", "s", "How long the transaction of a fold takes, by feed.");

    public static Histogram<double> Freshness { get; } = Meter.CreateHistogram<double>(
        "border.statistics.freshness", "s", "From the commit of a record to its being in the figures, by feed.");

    /// <summary>Anything but zero means that a record is counted nowhere because it could not be read.</summary>
    public static Counter<long> Uncountable { get; } =
        Meter.CreateCounter<long>("border.statistics.uncountable_records", "{record}", "Records that could not be counted, by feed.");

    /// <summary>Anything but zero is an alarm: a figure is not what its records come to.</summary>
    public static Counter<long> Drift { get; } =
        Meter.CreateCounter<long>("border.statistics.drifted_cells", "{cell}", "Cells that a recount found to differ, by indicator.");

    /// <summary>What grows while nothing is folded, which no counter tells.</summary>
    public static void ObserveFeeds(IMeterFactory meters, FeedBoard board, TimeProvider clock)
    {
        var meter = meters.Create(Meter.Name);
        var started = clock.GetUtcNow();
        meter.CreateObservableGauge(
            "border.statistics.feed.behind",
            () => board.Progress().Feeds.Select(feed => Of(feed, feed.HeadPosition - feed.FoldedPosition)),
            "{event}",
            "Events that are known of and not in the figures yet, by feed.");
        meter.CreateObservableGauge(
            "border.statistics.feed.silence",
            () => board.Progress().Feeds.Select(feed => Of(feed, (clock.GetUtcNow() - (feed.ContactTime?.ToDateTimeOffset() ?? started)).TotalSeconds)),
            "s",
            "How long ago a feed was last heard of, or else the process began, by feed.");
        meter.CreateObservableGauge(
            "border.statistics.feed.clock_ahead",
            () => board.Progress().Feeds.Select(feed => Of(feed, board.ClockAhead(feed.Feed).TotalSeconds)),
            "s",
            "By how much the clock of a feed is ahead of that of Statistics, or behind when less than zero, by feed.");
    }

    public static void ObserveRecounts(IMeterFactory meters, RecountDesk recounts) => meters.Create(Meter.Name).CreateObservableGauge(
        "border.statistics.recount.age",
        () => new[] { RecountSource.Contributions, RecountSource.Records }.Select(source =>
            new Measurement<double>(recounts.AgeOf(source).TotalSeconds, new KeyValuePair<string, object?>("source", source.ToString().ToLowerInvariant()))),
        "s",
        "How long ago everything was last counted again, or else the process began, by what it is counted from.");

    private static Measurement<T> Of<T>(FeedProgress feed, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>("feed", feed.Feed));
}
