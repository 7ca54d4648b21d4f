using System.Diagnostics.Metrics;
using Border.ServiceDefaults.Hosting;
using Border.Statistics.V1;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Recounts;

/// <summary>Counts everything again from time to time.</summary>
internal sealed class RecountTimer(
    RecountDesk recounts, IMeterFactory meters, IOptions<StatisticsOptions> options, TimeProvider clock, ILogger<RecountTimer> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RecountEvery == TimeSpan.Zero)
            return;
        Telemetry.ObserveRecounts(meters, recounts);
        using var timer = new PeriodicTimer(options.Value.RecountEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(RecountSource.Contributions, stoppingToken);
            await TryAsync(RecountSource.Records, stoppingToken);
        }
    }

    private Task<bool> TryAsync(RecountSource source, CancellationToken ct) =>
        BackgroundRound.TryAsync(logger, $"The recount from {source} could not be made", () => RecountAsync(source, ct), ct);

    private async Task RecountAsync(RecountSource source, CancellationToken ct)
    {
        var recount = await recounts.RecountAsync(source, ct);
        logger.LogInformation(
            "Recounted {Cells} cells from {Sources} {Source} in {Elapsed} ms; {Differences} differ.",
            recount.CellCount, recount.SourceCount, source, recount.ElapsedMs, recount.Differences.Count);
    }
}
