using Border.Persons.V1;
using Border.Storage;
using Microsoft.Extensions.Options;

namespace Border.Persons.Erasing;

/// <summary>Counts from time to time what is due for review, and tells it. Nothing is erased by itself.</summary>
internal sealed class RetentionTimer(
    IServiceProvider services, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionTimer> logger) : BackgroundService
{
    private const int PageSize = 1000;

    private static readonly RetentionCategory[] Categories = [RetentionCategory.Interceptions, RetentionCategory.Persons];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReviewEvery == TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(options.Value.ReviewEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var category in Categories)
                await TellAsync(category, stoppingToken);
        }
    }

    private async Task TellAsync(RetentionCategory category, CancellationToken ct)
    {
        try
        {
            logger.LogInformation("{Count} {Category} are due for review.", await CountAsync(category, ct), category);
        }
        catch (StorageUnavailableException error)
        {
            logger.LogWarning("What is due for review could not be counted: {Reason}", error.Message);
        }
    }

    private async Task<int> CountAsync(RetentionCategory category, CancellationToken ct)
    {
        var request = new ListRetentionDueRequest { Category = category, PageSize = PageSize };
        var count = 0;
        do
        {
            // Asked for here: the database may be away when the process starts.
            var page = await services.GetRequiredService<RetentionDesk>().ListAsync(request, ct);
            count += page.Records.Count;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return count;
    }
}
