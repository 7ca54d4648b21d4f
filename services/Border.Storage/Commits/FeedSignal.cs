namespace Border.Storage.Commits;

/// <summary>Wakes the readers of a feed. A reader that is woken for nothing just looks again.</summary>
internal sealed class FeedSignal
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();
    private long head;

    /// <summary>Tells that the feed goes at least this far.</summary>
    public void Advance(long position)
    {
        TaskCompletionSource woken;
        lock (gate)
        {
            if (position <= head)
                return;
            head = position;
            (woken, next) = (next, New());
        }

        woken.SetResult();
    }

    /// <summary>Tells that the feed may have gone on, without knowing how far.</summary>
    public void Stir()
    {
        TaskCompletionSource woken;
        lock (gate)
            (woken, next) = (next, New());
        woken.SetResult();
    }

    public async Task WaitAsync(long beyond, TimeSpan timeout, TimeProvider clock, CancellationToken ct)
    {
        Task task;
        lock (gate)
        {
            if (head > beyond)
                return;
            task = next.Task;
        }

        // When the time is over the caller looks again: another process may have written.
        await task.WaitAsync(timeout, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
