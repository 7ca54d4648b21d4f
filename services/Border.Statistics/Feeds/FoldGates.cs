namespace Border.Statistics.Feeds;

/// <summary>Holds the folds of feeds at a position, so that a recount can compare while nothing moves.</summary>
internal sealed class FoldGates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _limits = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>The last position of the feed that may be folded.</summary>
    public long LimitOf(string feed)
    {
        lock (_gate)
            return _limits.GetValueOrDefault(feed, long.MaxValue);
    }

    public void Hold(string feed, long position) => Change(() => _limits[feed] = position);

    public void Release() => Change(_limits.Clear);

    /// <summary>Returns when a position of the feed may be folded.</summary>
    public async Task WaitAsync(string feed, long position, CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (LimitOf(feed) >= position)
                return;
            await changed.WaitAsync(ct);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
