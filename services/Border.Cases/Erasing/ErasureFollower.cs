using Border.Cases.Links;
using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Hosting;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Border.Cases.Erasing;

/// <summary>Asks Persons from time to time what was erased there, where it is configured where that is.</summary>
internal sealed class ErasureFollower(
    IServiceProvider services, IOptions<LinkedServiceOptions> options, ServiceChannels channels, TimeProvider clock, ILogger<ErasureFollower> logger)
    : BackgroundService
{
    private const string Persons = "persons";
    private const int Page = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Persons is not { } address)
            return;
        await Task.Yield();
        using var channel = channels.Open(address);
        var client = new ErasureService.ErasureServiceClient(channel);
        Exception? told = null;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // What lasts is told once.
            var away = await TryAsync(client, stoppingToken);
            if (away is not null && away.GetType() != told?.GetType())
                Tell(away);
            told = away;
        }
    }

    /// <returns>What is in the way; null when nothing is. What leaves a timer ends the process.</returns>
    private async Task<Exception?> TryAsync(ErasureService.ErasureServiceClient client, CancellationToken ct)
    {
        try
        {
            // Asked for here: the database may be away when the process starts.
            var erased = services.GetRequiredService<ErasedPersons>();
            await FollowAsync(erased, client, ct);
            await erased.CarryOutAsync(ct);
            return null;
        }
        catch (Exception error) when (error is StorageUnavailableException or StorageBusyException or RefusalException || !ct.IsCancellationRequested)
        {
            return error;
        }
    }

    private void Tell(Exception away)
    {
        if (away is StorageUnavailableException or StorageBusyException or RefusalException or RpcException)
            logger.LogWarning("What was erased in {Service} could not be followed: {Reason}", Persons, away is RpcException call ? call.StatusCode.ToString() : away.Message);
        else
            logger.LogError(away, "What was erased in {Service} could not be followed.", Persons);
    }

    private static async Task FollowAsync(ErasedPersons erased, ErasureService.ErasureServiceClient client, CancellationToken ct)
    {
        var last = await erased.LastAsync(ct);
        var request = new ListErasuresRequest { Service = Persons, FromNumber = last == 0 ? 0 : last + 1, PageSize = Page };
        do
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Pause);
            var page = await client.ListErasuresAsync(request, cancellationToken: patience.Token);
            foreach (var erasure in page.Erasures)
                await erased.FollowAsync(erasure, ct);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }
}
