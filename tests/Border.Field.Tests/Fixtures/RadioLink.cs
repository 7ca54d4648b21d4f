namespace Border.Field.Tests.Fixtures;

/// <summary>
/// One direction of a slow and lossy link, as TCP shows it: bytes arrive in their order and late. A lost segment goes again after a round
/// trip, after twice that when it is lost again, and all that came behind it waits; after several losses the connection is given up.
/// </summary>
internal sealed class RadioLink(LinkQuality quality, Random random, TimeProvider time)
{
    private const int MostLosses = 5;

    private TimeSpan _sent;
    private TimeSpan _arrived;

    /// <summary>When a segment that is sent now arrives; null when the connection is given up for it.</summary>
    public TimeSpan? ArrivalOf(int bytes)
    {
        var now = Now;
        _sent = (_sent > now ? _sent : now) + TimeSpan.FromSeconds(bytes / quality.BytesPerSecond);
        var losses = 0;
        // Other directions draw from it at the same time.
        lock (random)
        {
            while (random.NextDouble() < quality.Loss)
                losses++;
        }

        if (losses >= MostLosses)
            return null;
        var again = quality.Latency * 2 * (Math.Pow(2, losses) - 1);
        var arrives = _sent + quality.Latency + again;
        return _arrived = arrives > _arrived ? arrives : _arrived;
    }

    public async Task UntilAsync(TimeSpan arrives, CancellationToken cancellation)
    {
        if (arrives - Now is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellation);
    }

    private TimeSpan Now => time.GetElapsedTime(0);
}

/// <param name="Latency">From one end to the other.</param>
/// <param name="Loss">The share of segments that are lost each time that they are sent.</param>
internal sealed record LinkQuality(double BytesPerSecond, TimeSpan Latency, double Loss);
