using System.Diagnostics;
using System.Diagnostics.Metrics;

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
}
