using System.Diagnostics;
using System.Threading.Channels;
using Border.Statistics.V1;
using Border.Type.V1;
using Grpc.Net.Client;

namespace Border.Benchmarks.Load;

/// <summary>Sees when cases that were acknowledged are in the figures.</summary>
internal sealed class FiguresWatch(Uri address) : IDisposable
{
    private const string Feed = "cases";

    private readonly GrpcChannel channel = GrpcChannel.ForAddress(address);
    private readonly Channel<(long Position, long At)> acknowledged = Channel.CreateUnbounded<(long, long)>();

    public void Acknowledged(Accepted receipt) => acknowledged.Writer.TryWrite((receipt.FeedPosition, Stopwatch.GetTimestamp()));

    public void NoMore() => acknowledged.Writer.Complete();

    /// <summary>Runs until all is visible, and tells after how many milliseconds each was. One that was visible before its receipt came counts as 0.</summary>
    public async Task<IReadOnlyList<double>> RunAsync(CancellationToken ct)
    {
        var statistics = new StatisticsService.StatisticsServiceClient(channel);
        var delays = new List<double>();
        var (folded, seenAt) = (0L, 0L);
        await foreach (var (position, at) in acknowledged.Reader.ReadAllAsync(ct))
        {
            if (position > folded)
            {
                var progress = await statistics.AwaitProgressAsync(
                    new() { Positions = { new FeedPosition { Feed = Feed, Position = position } } }, cancellationToken: ct);
                folded = progress.Feeds.Single(feed => feed.Feed == Feed).FoldedPosition;
                seenAt = Stopwatch.GetTimestamp();
            }

            delays.Add(Math.Max(Stopwatch.GetElapsedTime(at, seenAt).TotalMilliseconds, 0));
        }

        return delays;
    }

    public void Dispose() => channel.Dispose();
}
