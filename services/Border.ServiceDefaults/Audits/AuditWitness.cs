using Border.Audits;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Audits;

/// <summary>Takes checkpoints of the logs, from time to time and when asked.</summary>
internal sealed class AuditWitness(
    IServiceProvider services, AuditSigningKey key, IOptions<AuditOptions> options, TimeProvider clock, ILogger<AuditWitness> logger) : BackgroundService
{
    public async Task<AuditCheckpoint> TakeAsync(RecordSource source, CancellationToken ct)
    {
        var head = await source.Store.AuditHeadAsync(ct);
        var checkpoint = AuditCheckpoint.Sign(key.Open(), source.Service, head, Micros.ToTime(Micros.From(clock.GetUtcNow())));
        await source.Store.AddCheckpointAsync(checkpoint, ct);
        return checkpoint;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.CheckpointEvery == TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(options.Value.CheckpointEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await BackgroundRound.TryAsync(logger, "No checkpoint of the audit was taken", () => TakeAllAsync(stoppingToken), stoppingToken);
    }

    private async Task TakeAllAsync(CancellationToken ct)
    {
        foreach (var source in services.GetServices<RecordSource>())
        {
            var head = await source.Store.AuditHeadAsync(ct);
            // There is at most one of a place, so what comes after the one before the last place is that of the last.
            if (head.Sequence > 0 && (await source.Store.CheckpointsAsync(head.Sequence - 1, 1, ct)).Count == 0)
                await TakeAsync(source, ct);
        }
    }
}
