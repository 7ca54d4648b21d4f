using Border.Feed.V1;

namespace Border.Statistics.Feeds;

/// <summary>A feed: one of another service, or this service's own.</summary>
internal interface IFeedSource
{
    string Feed { get; }

    /// <summary>The events after a position, and new ones as they come. A response without events tells that there are no more.</summary>
    IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, CancellationToken ct);

    /// <summary>The present state of every record, each response with the one position at which it was taken; at least one response.</summary>
    IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct);
}
