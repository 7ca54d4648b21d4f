using System.Collections.Frozen;
using Border.Cases.V1;
using Border.Feed.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.Completeness;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Feeds;

/// <summary>Turns events into what their records contribute.</summary>
internal sealed class EventCounter(
    CountedIndicators counted, ReferenceCatalogue catalogue, LocalDays days, ILogger<EventCounter> logger)
{
    private static readonly (string Feed, string Collection, MessageDescriptor Record)[] Counted =
    [
        (FeedNames.Patrols, "patrols", Patrol.Descriptor), (FeedNames.Patrols, "tracks", Track.Descriptor),
        (FeedNames.Persons, "interceptions", Interception.Descriptor), (FeedNames.Persons, "persons", Person.Descriptor),
        (FeedNames.Cases, "cases", Case.Descriptor), (FeedNames.Cases, "notices", Notice.Descriptor),
        (FeedNames.Seizures, "seizures", Seizure.Descriptor),
        (FeedNames.Statistics, ReturnRegister.Kind.Collection, Return.Descriptor),
        (FeedNames.Statistics, ZeroReportRegister.Kind.Collection, ZeroReport.Descriptor),
    ];

    private static readonly FrozenDictionary<string, MessageDescriptor> Records =
        Counted.ToFrozenDictionary(counted => counted.Record.FullName, counted => counted.Record, StringComparer.Ordinal);

    /// <summary>The collections of a feed's records that are counted. A record's name begins with its collection.</summary>
    public static IReadOnlyList<string> CollectionsOf(string feed) => [.. Counted.Where(counted => counted.Feed == feed).Select(counted => counted.Collection)];

    /// <summary>Null for an event of something that contributes nothing, such as an area.</summary>
    public async ValueTask<LedgerEntry?> CountAsync(string feed, Event happened, CancellationToken ct)
    {
        if (!Records.TryGetValue(Any.GetTypeName(happened.State?.TypeUrl ?? ""), out var descriptor))
            return null;
        try
        {
            var record = descriptor.Parser.ParseFrom(happened.State!.Value);
            var lines = record switch
            {
                Return report => await ReportedAsync(report, ct),
                ZeroReport report => ZeroReportLines.Of(report),
                _ => counted.Count(feed, record),
            };
            return new(happened.Record, happened.Version, days.Of(happened.CommitTime), lines);
        }
        catch (Exception error) when (error is FormatException or InvalidProtocolBufferException or OverflowException)
        {
            // One record that cannot be read must not keep all others from being counted; the alarm names it.
            logger.LogError(error, "Version {Version} of {Record} cannot be counted.", happened.Version, happened.Record);
            Telemetry.Uncountable.Add(1, new KeyValuePair<string, object?>("feed", feed));
            return new(happened.Record, happened.Version, days.Of(happened.CommitTime), []);
        }
    }

    private async Task<IReadOnlyList<LedgerLine>> ReportedAsync(Return report, CancellationToken ct)
    {
        var indicator = await catalogue.FindIndicatorAsync(report.Indicator, ct);
        return ReturnLines.Of(report, indicator?.CountsWholeThings ?? false);
    }
}
