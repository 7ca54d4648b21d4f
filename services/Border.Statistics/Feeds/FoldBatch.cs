using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Feeds;

/// <summary>Gathers counted events until they are worth a transaction: while more is on its way, and not for long.</summary>
internal sealed class FoldBatch(ChannelReader<CountedEvent> events, StatisticsOptions options, TimeProvider clock)
{
    private readonly Queue<CountedEvent> _held = new();

    /// <summary>The events to fold next, in order; never none.</summary>
    /// <param name="isMoreComing">Whether the feed is known to have more than a position.</param>
    /// <exception cref="ChannelClosedException">The feed has ended.</exception>
    public async Task<IReadOnlyList<CountedEvent>> NextAsync(Func<long, bool> isMoreComing, CancellationToken ct)
    {
        if (_held.Count == 0)
            _held.Enqueue(await events.ReadAsync(ct));
        var started = clock.GetTimestamp();
        while (_held.Count < options.FoldEvents)
        {
            if (events.TryRead(out var next))
                _held.Enqueue(next);
            else if (!isMoreComing(_held.Last().Position) || !await ArrivesAsync(options.FoldWait - clock.GetElapsedTime(started), ct))
                break;
        }

        return [.. _held];
    }

    /// <summary>Forgets what is folded.</summary>
    public void Done(long position)
    {
        while (_held.TryPeek(out var first) && first.Position <= position)
            _held.Dequeue();
    }

    private async Task<bool> ArrivesAsync(TimeSpan timeout, CancellationToken ct)
    {
        if (timeout <= TimeSpan.Zero)
            return false;
        try
        {
            return await events.WaitToReadAsync(ct).AsTask().WaitAsync(timeout, clock, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
