using System.Threading.Channels;

namespace Border.Storage.Commits;

/// <summary>
/// Lets requests that wait at the same time share one transaction: each writer takes what has gathered while the last
/// transaction was under way. What is queued later never comes before what is queued earlier where both change one document.
/// Memory is bounded by the queue; a full queue refuses at once.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>Commits units in one transaction and tells what became of each, in order.</summary>
    /// <param name="units">The units.</param>
    /// <param name="ordered">To be called as soon as no later batch can come before this one: the next begins then.</param>
    internal delegate Task<IReadOnlyList<CommitOutcome>> CommitBatch(IReadOnlyList<CommitUnit> units, Action ordered);

    private sealed record Pending(CommitUnit Unit, TaskCompletionSource<CommitOutcome> Answer);

    private readonly Channel<Pending> queue;
    private readonly CommitBatch commit;
    private readonly int maxBatch;
    private readonly SemaphoreSlim turns = new(1);
    private readonly Task writers;

    public GroupCommit(CommitBatch commit, int capacity, int maxBatch, int writerCount)
    {
        this.commit = commit;
        this.maxBatch = maxBatch;
        queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(capacity) { SingleReader = writerCount == 1 });
        writers = Task.WhenAll(Enumerable.Range(0, writerCount).Select(_ => Task.Run(WriteAsync)));
    }

    public Task<CommitOutcome> CommitAsync(CommitUnit unit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        unit.RequireEachDocumentOnce();
        var pending = new Pending(unit, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!queue.Writer.TryWrite(pending))
            throw new StorageBusyException();
        return pending.Answer.Task.WaitAsync(ct);
    }

    /// <summary>Takes no more units, and returns when those that are queued are committed.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writers;
        turns.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Pending>(maxBatch);
        while (await queue.Reader.WaitToReadAsync())
        {
            await turns.WaitAsync();
            var isInTurn = true;
            batch.Clear();
            while (batch.Count < maxBatch && queue.Reader.TryRead(out var pending))
                batch.Add(pending);
            if (batch.Count > 0)
                await CommitAsync(batch, Ordered);
            Ordered();

            void Ordered()
            {
                if (isInTurn)
                    turns.Release();
                isInTurn = false;
            }
        }
    }

    private async Task CommitAsync(List<Pending> batch, Action ordered)
    {
        try
        {
            var outcomes = await commit(batch.ConvertAll(pending => pending.Unit), ordered);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.TrySetResult(outcomes[i]);
        }
        catch (StorageUnavailableException e)
        {
            // Whether it was committed may be unknown. The callers' retry finds its receipt, or none.
            foreach (var pending in batch)
                pending.Answer.TrySetException(e);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One unit is bad; the others must not fail with it.
            foreach (var pending in batch)
                await CommitAsync([pending], ordered);
        }
        catch (Exception e)
        {
            batch[0].Answer.TrySetException(e);
        }
    }
}
