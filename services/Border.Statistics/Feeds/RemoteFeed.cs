using System.Runtime.CompilerServices;
using Border.Feed.V1;
using Grpc.Core;

namespace Border.Statistics.Feeds;

/// <summary>A feed of another service, over gRPC.</summary>
internal sealed class RemoteFeed(string feed, FeedService.FeedServiceClient client, TimeProvider clock) : IFeedSource
{
    /// <summary>Three of the heartbeats that the contract promises.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public string Feed => feed;

    public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, CancellationToken ct) =>
        ReadAsync(token => client.Subscribe(new() { Feed = feed, AfterPosition = after }, cancellationToken: token), ct);

    public IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct) =>
        ReadAsync(token => client.Snapshot(new() { Feed = feed }, cancellationToken: token), ct);

    private async IAsyncEnumerable<T> ReadAsync<T>(
        Func<CancellationToken, AsyncServerStreamingCall<T>> open, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var call = open(ended.Token);
        while (await MoveNextAsync(call.ResponseStream, ended, ct))
            yield return call.ResponseStream.Current;
    }

    /// <summary>A connection can die without a word; then only the silence tells.</summary>
    private async Task<bool> MoveNextAsync<T>(IAsyncStreamReader<T> responses, CancellationTokenSource ended, CancellationToken ct)
    {
        var next = responses.MoveNext(ended.Token);
        try
        {
            return await next.WaitAsync(Silence, clock, ct);
        }
        catch (TimeoutException)
        {
            await ended.CancelAsync();
            throw new RpcException(new Status(StatusCode.Unavailable, $"The feed {feed} has gone silent."));
        }
    }
}
