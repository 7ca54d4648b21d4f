using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Erasing;

/// <summary>At the start of the process, destroys the keys of what was erased: the last one may have ended between the two.</summary>
internal sealed class ErasureFinish(IServiceProvider services, TimeProvider clock, ILogger<ErasureFinish> logger)
    : StartWork("Going through what was erased", clock, logger)
{
    protected override Task RunAsync(CancellationToken ct) => services.GetRequiredService<ErasureRegister>().FinishAsync(ct);
}
