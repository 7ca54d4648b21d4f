using Border.Erasures.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Erasing;

/// <summary>
/// Destroys, at the start of the process and from time to time, the attachments that no record names in the days after they were uploaded, by
/// erasures that list them; and what was not uploaded to its end in as many days.
/// </summary>
internal sealed class UnnamedAttachments(
    IServiceProvider services, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<UnnamedAttachments> logger) : BackgroundService
{
    private const int Page = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReviewEvery == TimeSpan.Zero)
            return;
        await Task.Yield();
        using var timer = new PeriodicTimer(options.Value.ReviewEvery, clock);
        do
            await BackgroundRound.TryAsync(logger, "Attachments that no record names could not be gone through", () => DestroyAllAsync(stoppingToken), stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Of one service, once.</summary>
    internal async Task DestroyAsync(ErasureSource source, AttachmentFiles files, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.UnnamedAttachmentDays);
        var dropped = await files.DropUnfinishedAsync(since, ct);
        var destroyed = await DestroyAsync(source, files, since, isOld: false, ct) + await DestroyAsync(source, files, since, isOld: true, ct);
        if (dropped + destroyed > 0)
            logger.LogInformation("{Destroyed} attachments of {Service} that no record named and {Dropped} unfinished uploads were destroyed.", destroyed, source.Service, dropped);
    }

    private static async Task<int> DestroyAsync(ErasureSource source, AttachmentFiles files, DateTimeOffset since, bool isOld, CancellationToken ct)
    {
        var (destroyed, after) = (0, "");
        while (await files.UnusedAsync(since, isOld, after, Page, ct) is { Count: > 0 } digests)
        {
            if (await files.UnnamedAsync(digests, since, isOld, ct) is { Count: > 0 } unnamed)
                destroyed += await DestroyAsync(source, files, unnamed, since, ct);
            after = digests[^1];
        }

        return destroyed;
    }

    private async Task DestroyAllAsync(CancellationToken ct)
    {
        // Asked for here: the database may be away when the process starts.
        foreach (var source in services.GetServices<ErasureSource>())
        {
            if (source.Attachments is { } files)
                await DestroyAsync(source, files, ct);
        }
    }

    private static async Task<int> DestroyAsync(ErasureSource source, AttachmentFiles files, IReadOnlyList<string> digests, DateTimeOffset since, CancellationToken ct)
    {
        var id = Guid.CreateVersion7().ToString("n");
        var name = $"{ErasureKinds.Erasures.Collection}/{ErasureKinds.Unnamed}{id}";
        var written = await source.Work.RunAsync(
            new(new FollowErasureRequest { Name = name, RequestId = id }, ErasureRegister.Actor),
            ErasureKinds.Erasures,
            async session =>
            {
                var erasure = new Erasure { Name = name, Reason = "No record names them.", State = ErasureState.Done };
                erasure.Attachments.AddRange(await files.ForgetUnnamedAsync(session, digests, since, ct));
                erasure.Number = await session.NextNumberAsync(ErasureKinds.Series);
                session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased, erasure.Reason);
                return erasure;
            },
            ct);
        await source.DestroyAsync([], written.Record.Attachments);
        return written.Record.Attachments.Count;
    }
}
