using System.Diagnostics;

namespace Border.Benchmarks.Load;

/// <summary>What a load came to.</summary>
/// <param name="Latencies">How long each call took.</param>
internal sealed record LoadResult(long Calls, TimeSpan Elapsed, IReadOnlyList<TimeSpan> Latencies)
{
    public double PerSecond => Calls / Elapsed.TotalSeconds;
}

/// <summary>Unary calls of one method over a few connections, always the same number of them in flight.</summary>
internal sealed class UnaryLoad : IDisposable
{
    private readonly List<UnaryLane> lanes = [];

    public static async Task<UnaryLoad> ConnectAsync(Uri address, string method, int connections, CancellationToken ct)
    {
        var load = new UnaryLoad();
        for (var i = 0; i < connections; i++)
        {
            var connection = await Http2Connection.OpenAsync(address, ct);
            load.lanes.Add(new UnaryLane(connection, HeaderBlock.Request(address.Authority, method), ct));
        }

        return load;
    }

    /// <summary>Calls for a while, and until all that was sent is answered.</summary>
    /// <exception cref="InvalidOperationException">A call was not answered OK.</exception>
    public async Task<LoadResult> RunAsync(MessageSequence messages, int inFlight, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var deadline = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var each = inFlight / lanes.Count;
        var latencies = await Task.WhenAll(lanes.Select(lane => lane.RunAsync(messages, each, deadline)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(latencies.Sum(list => list.Count), elapsed, [.. latencies.SelectMany(list => list)]);
    }

    /// <summary>Makes one call and returns its answer: to see that the load does what it is meant to.</summary>
    public Task<byte[]> CallAsync(MessageSequence messages) => lanes[0].CallAsync(messages);

    public void Dispose()
    {
        foreach (var lane in lanes)
            lane.Dispose();
    }
}
