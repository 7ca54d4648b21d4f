using System.Runtime.CompilerServices;
using Border.ServiceDefaults.Errors;
using Border.Statistics.Feeds;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Recounts;

/// <summary>
/// Counts from the present records of the services. Folding is held while it lasts: first where it is, then, once the feeds
/// are pictured, exactly at their pictures.
/// </summary>
internal sealed class RecordRecount(
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger,
    IEnumerable<IFeedSource> sources,
    EventCounter counter,
    FeedBoard board,
    FoldGates gates,
    TimeProvider clock)
{
    // Another process may fold into the same ledger, and is not held.
    private const int MaxTries = 5;

    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<IFeedSource> _sources = [.. sources];

    public async Task<LedgerRecount> RecountAsync(CancellationToken ct)
    {
        if (_sources.FirstOrDefault(source => board.IsRolledBack(source.Feed)) is { } rolledBack)
            throw Refusals.RuleBroken($"The feed {rolledBack.Feed} went back to an earlier state than the figures are of, and cannot be compared with them.");
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await TryAsync(ct) is { } recount)
                return recount;
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "Another process keeps folding. Ask again later."));
    }

    private async Task<LedgerRecount?> TryAsync(CancellationToken ct)
    {
        List<FeedPicture> pictures = [];
        try
        {
            foreach (var source in _sources)
                gates.Hold(source.Feed, board.FoldedPosition(source.Feed));
            foreach (var source in _sources)
                pictures.Add(await FeedPicture.OpenAsync(source, ct));
            var positions = pictures.ToDictionary(picture => picture.Feed, picture => picture.Position);
            await CatchUpAsync(positions, ct);
            return await ledger.CompareAsync(positions, EntriesAsync(pictures, ct), ct);
        }
        finally
        {
            gates.Release();
            foreach (var picture in pictures)
                await picture.DisposeAsync();
        }
    }

    private async Task CatchUpAsync(Dictionary<string, long> positions, CancellationToken ct)
    {
        foreach (var (feed, position) in positions)
            gates.Hold(feed, position);
        try
        {
            var wanted = positions.Select(feed => new FeedPosition { Feed = feed.Key, Position = feed.Value }).ToList();
            await board.WaitAsync(wanted, ct).WaitAsync(CatchUp, clock, ct);
        }
        catch (TimeoutException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The feeds are too far behind. Ask again later."));
        }
    }

    private async IAsyncEnumerable<LedgerEntry> EntriesAsync(List<FeedPicture> pictures, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var picture in pictures)
        {
            await foreach (var entry in picture.EntriesAsync(counter, ct))
                yield return entry;
        }
    }
}
