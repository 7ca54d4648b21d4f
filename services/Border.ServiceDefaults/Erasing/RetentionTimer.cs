using Border.Erasures.V1;
using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Erasing;

/// <summary>Counts from time to time what is due for review, and tells it. Nothing is erased by itself.</summary>
internal sealed class RetentionTimer(
    IServiceProvider services, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionTimer> logger) : BackgroundService
{
    private const int PageSize = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReviewEvery == TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(options.Value.ReviewEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await BackgroundRound.TryAsync(logger, "What is due for review could not be counted", () => TellAsync(stoppingToken), stoppingToken);
    }

    private async Task TellAsync(CancellationToken ct)
    {
        // Asked for here: the database may be away when the process starts.
        var desk = services.GetRequiredService<RetentionDesk>();
        foreach (var category in desk.Categories)
            logger.LogInformation("{Count} {Category} are due for review.", await CountAsync(desk, category, ct), category);
    }

    private static async Task<int> CountAsync(RetentionDesk desk, RetentionCategory category, CancellationToken ct)
    {
        var request = new ListRetentionDueRequest { Category = category, PageSize = PageSize };
        var count = 0;
        do
        {
            var page = await desk.ListAsync(request, ct);
            count += page.Records.Count;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return count;
    }
}
