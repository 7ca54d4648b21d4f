namespace Border.Station.Demo;

/// <summary>
/// Puts requests into the order in which units made them. Now and then one is sent a second time hours later, as a device
/// does that lost the receipt.
/// </summary>
internal sealed class Timeline<TRequest>
{
    private const int ReplayEvery = 250;

    private static readonly TimeSpan ReplayDelay = TimeSpan.FromHours(5);

    private readonly PriorityQueue<TRequest, (DateTimeOffset Time, int Number)> _waiting = new();
    private int _count;

    public void Add(DateTimeOffset time, TRequest request)
    {
        _waiting.Enqueue(request, (time, _count++));
        if (_count % ReplayEvery == 0)
            _waiting.Enqueue(request, (time + ReplayDelay, _count++));
    }

    /// <summary>All that was made before a time, oldest first.</summary>
    public IEnumerable<TRequest> Until(DateTimeOffset time)
    {
        while (_waiting.TryPeek(out var request, out var place) && place.Time < time)
        {
            _waiting.Dequeue();
            yield return request;
        }
    }
}
