using Border.Feed.V1;
using Grpc.Core;

namespace Border.Statistics.Feeds;

/// <summary>A feed: one of another service, or this service's own.</summary>
internal interface IFeedSource
{
    string Feed { get; }

    /// <summary>The events after a position, and new ones as they come. A response without events tells that there are no more.</summary>
    IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, CancellationToken ct);

    /// <summary>The present state of every record, each response with the one position at which it was taken; at least one response.</summary>
    IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct);

    /// <summary>The event at a position that the feed has.</summary>
    async Task<Event> EventAtAsync(long position, CancellationToken ct)
    {
        await foreach (var response in SubscribeAsync(position - 1, ct))
        {
            if (response.Events.FirstOrDefault() is { } first)
                return first;
        }

        throw new RpcException(new Status(StatusCode.Unavailable, $"The feed {Feed} has ended."));
    }
}
