using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Attachments;

/// <summary>
/// At the start of the process, seals what was stored before files were, one after the other, and then has what is left of their bytes given up.
/// It may end at any point, and two processes may do it at once.
/// </summary>
internal sealed class AttachmentSealing(IServiceProvider services, TimeProvider clock, ILogger<AttachmentSealing> logger)
    : StartWork("Sealing attachments", clock, logger)
{
    protected override async Task RunAsync(CancellationToken ct)
    {
        foreach (var files in services.GetServices<AttachmentFiles>())
        {
            var damaged = await files.SealAsync(ct);
            if (damaged > 0)
                logger.LogError("{Count} attachments of {Service} lack bytes and stay as they are, not sealed.", damaged, files.Service);
        }
    }
}
