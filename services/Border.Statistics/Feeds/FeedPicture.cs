using System.Runtime.CompilerServices;
using Border.Feed.V1;
using Border.Storage.Ledgers;
using Grpc.Core;

namespace Border.Statistics.Feeds;

/// <summary>The records of a feed as they stood at one position, to be read once.</summary>
internal sealed class FeedPicture : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SnapshotResponse> _responses;

    private FeedPicture(string feed, IAsyncEnumerator<SnapshotResponse> responses) =>
        (Feed, Position, _responses) = (feed, responses.Current.Position, responses);

    public string Feed { get; }

    public long Position { get; }

    public static async Task<FeedPicture> OpenAsync(IFeedSource source, CancellationToken ct)
    {
        var responses = source.SnapshotAsync(ct).GetAsyncEnumerator(ct);
        return await responses.MoveNextAsync()
            ? new(source.Feed, responses)
            : throw new RpcException(new Status(StatusCode.Unavailable, $"The feed {source.Feed} gave no picture."));
    }

    /// <summary>What its records contribute.</summary>
    public async IAsyncEnumerable<LedgerEntry> EntriesAsync(EventCounter counter, [EnumeratorCancellation] CancellationToken ct)
    {
        do
        {
            foreach (var record in _responses.Current.Events)
            {
                if (await counter.CountAsync(Feed, record, ct) is { } entry)
                    yield return entry;
            }
        }
        while (await _responses.MoveNextAsync());
    }

    public ValueTask DisposeAsync() => _responses.DisposeAsync();
}
