using System.Collections.Concurrent;
using Border.Statistics.Feeds;
using Border.Statistics.Numbers;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Recounts;

/// <summary>Counts everything again. What differs is told and is an alarm; nothing is repaired unless somebody asks for a rebuild.</summary>
internal sealed class RecountDesk(
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger, RecordRecount records, FeedRebuild rebuild, TimeProvider clock, ILogger<RecountDesk> logger)
    : IDisposable
{
    // Two at a time would hold each other's feeds.
    private readonly SemaphoreSlim _one = new(1);

    private readonly ConcurrentDictionary<RecountSource, long> _made = new();
    private readonly long _started = clock.GetTimestamp();

    /// <summary>How long ago everything was last counted again, or else this process began.</summary>
    public TimeSpan AgeOf(RecountSource source) => clock.GetElapsedTime(_made.GetValueOrDefault(source, _started));

    public async Task<RecountResponse> RecountAsync(RecountSource source, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var started = clock.GetTimestamp();
            var recount = source == RecountSource.Records ? await records.RecountAsync(ct) : await ledger.RecountAsync(ct);
            _made[source == RecountSource.Records ? source : RecountSource.Contributions] = clock.GetTimestamp();
            foreach (var difference in recount.Differences)
                Alarm(difference);
            return new()
            {
                CellCount = recount.Cells,
                SourceCount = recount.Sources,
                Differences = { recount.Differences.Select(Message) },
                ElapsedMs = (long)clock.GetElapsedTime(started).TotalMilliseconds,
            };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Has the figures count the present records of a service and no others.</summary>
    public async Task<RebuildFeedResponse> RebuildAsync(string feed, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return await rebuild.RebuildAsync(feed);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The cells that are not what the contributions come to.</summary>
    public async Task<IReadOnlyList<LedgerDifference>> DriftAsync(CancellationToken ct) => (await ledger.RecountAsync(ct)).Differences;

    public void Dispose() => _one.Dispose();

    private void Alarm(LedgerDifference difference)
    {
        Telemetry.Drift.Add(1, new KeyValuePair<string, object?>("indicator", difference.Series));
        logger.LogError(
            "Figures have drifted: {Indicator} from {Start} to {End}, area '{Area}', category '{Category}' is {Cell}, and its records come to {Recounted}.",
            difference.Series,
            ReturnLines.Text(difference.Start),
            ReturnLines.Text(difference.End),
            difference.Area,
            difference.Category,
            difference.Cell,
            difference.Recounted);
    }

    private static CellDifference Message(LedgerDifference difference) => new()
    {
        Indicator = difference.Series,
        StartDate = ReturnLines.Text(difference.Start),
        EndDate = ReturnLines.Text(difference.End),
        Area = difference.Area,
        Category = difference.Category,
        Cell = Decimals.Text(difference.Cell),
        Recounted = Decimals.Text(difference.Recounted),
    };
}
