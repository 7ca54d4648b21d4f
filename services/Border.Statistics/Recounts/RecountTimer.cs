using Border.Statistics.V1;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Recounts;

/// <summary>Counts everything again from time to time.</summary>
internal sealed class RecountTimer(
    RecountDesk recounts, IOptions<StatisticsOptions> options, TimeProvider clock, ILogger<RecountTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.RecountEvery == TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(options.Value.RecountEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RecountAsync(RecountSource.Contributions, stoppingToken);
            await RecountAsync(RecountSource.Records, stoppingToken);
        }
    }

    private async Task RecountAsync(RecountSource source, CancellationToken ct)
    {
        try
        {
            var recount = await recounts.RecountAsync(source, ct);
            logger.LogInformation(
                "Recounted {Cells} cells from {Sources} {Source} in {Elapsed} ms; {Differences} differ.",
                recount.CellCount, recount.SourceCount, source, recount.ElapsedMs, recount.Differences.Count);
        }
        catch (Exception error) when (error is RpcException or Storage.StorageUnavailableException)
        {
            logger.LogWarning("The recount from {Source} could not be made: {Reason}", source, error.Message);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // What leaves a timer ends the process.
            logger.LogError(error, "The recount from {Source} could not be made.", source);
        }
    }
}
