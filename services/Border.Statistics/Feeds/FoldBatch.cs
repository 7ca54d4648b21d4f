using System.Threading.Channels;
using Grpc.Core;

namespace Border.Statistics.Feeds;

/// <summary>
/// Gathers counted events until they are worth a transaction: while more is on its way, and not for long. What a fold costs hardly
/// depends on how many events it folds, so after one that took long the next gathers longer.
/// </summary>
internal sealed class FoldBatch(ChannelReader<CountedEvent> events, StatisticsOptions options, TimeProvider clock)
{
    /// <summary>Folding takes no more than a fifth of the time, unless the next would be later than this.</summary>
    private const int WaitsAFold = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(150);

    private readonly Queue<CountedEvent> _held = new();
    private long _last;
    private TimeSpan _wait = options.FoldWait;

    /// <summary>The events to fold next, in order; never none.</summary>
    /// <param name="isMoreComing">Whether the feed is known to have more than a position.</param>
    /// <exception cref="RpcException">The feed has ended.</exception>
    public async Task<IReadOnlyList<CountedEvent>> NextAsync(Func<long, bool> isMoreComing, CancellationToken ct)
    {
        if (_held.Count == 0)
            Hold(await FirstAsync(ct));
        var started = clock.GetTimestamp();
        while (_held.Count < options.FoldEvents)
        {
            if (events.TryRead(out var next))
                Hold(next);
            else if (!isMoreComing(_last) || !await ArrivesAsync(_wait - clock.GetElapsedTime(started), ct))
                break;
        }

        return [.. _held];
    }

    /// <summary>Forgets what is folded.</summary>
    /// <param name="took">How long it took to fold it.</param>
    public void Done(long position, TimeSpan took)
    {
        var fair = took * WaitsAFold < LongestWait ? took * WaitsAFold : LongestWait;
        _wait = fair > options.FoldWait ? fair : options.FoldWait;
        while (_held.TryPeek(out var first) && first.Position <= position)
            _held.Dequeue();
    }

    private async Task<CountedEvent> FirstAsync(CancellationToken ct)
    {
        // What broke the feed off comes out of here as it is.
        while (await events.WaitToReadAsync(ct))
        {
            if (events.TryRead(out var first))
                return first;
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "The feed has ended."));
    }

    private void Hold(CountedEvent counted)
    {
        _held.Enqueue(counted);
        _last = counted.Position;
    }

    private async Task<bool> ArrivesAsync(TimeSpan timeout, CancellationToken ct)
    {
        if (timeout <= TimeSpan.Zero)
            return false;
        try
        {
            return await events.WaitToReadAsync(ct).AsTask().WaitAsync(timeout, clock, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Time is up, or the feed broke off; what is held is folded first.
            return false;
        }
    }
}
