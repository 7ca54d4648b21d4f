using Border.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Attachments;

/// <summary>
/// At the start of the process, seals what was stored before files were, one after the other, and then has what is left of their bytes given up.
/// It may end at any point, and two processes may do it at once.
/// </summary>
internal sealed class AttachmentSealing(IServiceProvider services, TimeProvider clock, ILogger<AttachmentSealing> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!await TryAsync(stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            // Asked for here: the database may be away when the process starts.
            foreach (var files in services.GetServices<AttachmentFiles>())
                await SealAsync(files, ct);
            return true;
        }
        catch (StorageUnavailableException error)
        {
            logger.LogWarning("Attachments could not be sealed yet: {Reason}", error.Message);
            return false;
        }
    }

    private async Task SealAsync(AttachmentFiles files, CancellationToken ct)
    {
        var damaged = await files.SealAsync(ct);
        if (damaged > 0)
            logger.LogError("{Count} attachments of {Service} lack bytes and stay as they are, not sealed.", damaged, files.Service);
    }
}
