using Border.ServiceDefaults.Errors;
using Border.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Erasing;

/// <summary>At the start of the process, destroys the keys of what was erased: the last one may have ended between the two.</summary>
internal sealed class ErasureFinish(IServiceProvider services, TimeProvider clock, ILogger<ErasureFinish> logger) : BackgroundService
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
            await services.GetRequiredService<ErasureRegister>().FinishAsync(ct);
            return true;
        }
        catch (Exception error) when (error is StorageUnavailableException or StorageBusyException or RefusalException)
        {
            logger.LogWarning("What was erased could not be gone through yet: {Reason}", error.Message);
            return false;
        }
    }
}
