using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Erasing;

/// <summary>
/// At the start of the process, destroys the keys of what was erased: the last one may have ended between the two. And again when that failed
/// since.
/// </summary>
internal sealed class ErasureFinish(IServiceProvider services, UnfinishedErasures unfinished, TimeProvider clock, ILogger<ErasureFinish> logger)
    : StartWork("Going through what was erased", clock, logger)
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await base.ExecuteAsync(stoppingToken);
            await unfinished.WaitAsync(stoppingToken);
        }
    }

    protected override Task RunAsync(CancellationToken ct) => services.GetRequiredService<ErasureRegister>().FinishAsync(ct);
}
