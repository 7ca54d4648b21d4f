namespace Border.Field.Sending;

/// <summary>Hands answers on in the order of the input, however they come, and bounds how many are under way.</summary>
internal sealed class AnswerOrder(int window, Action<Answer> next) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Answer> _early = [];
    private readonly SemaphoreSlim _room = new(window, window);
    private long _entered;
    private long _handedOn;

    /// <summary>How many have been handed on.</summary>
    public long HandedOn => Interlocked.Read(ref _handedOn);

    /// <summary>How many have entered and wait for their answer or their turn.</summary>
    public long Waiting => Interlocked.Read(ref _entered) - HandedOn;

    /// <summary>Gives the next place, as soon as there is room.</summary>
    public async Task<long> EnterAsync(CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        return Interlocked.Increment(ref _entered) - 1;
    }

    public void Complete(long sequence, Answer answer)
    {
        lock (_gate)
        {
            _early.Add(sequence, answer);
            while (_early.Remove(_handedOn, out var due))
            {
                next(due);
                Interlocked.Increment(ref _handedOn);
                _room.Release();
            }
        }
    }

    /// <summary>Waits until every place that was given has been handed on. Nobody may enter any more.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        for (var place = 0; place < window; place++)
            await _room.WaitAsync(cancellation);
    }

    public void Dispose() => _room.Dispose();
}
