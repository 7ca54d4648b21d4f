using System.Collections.Concurrent;
using Border.Storage;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// Gives out the numbers of series in the order in which the requests that take them are queued for commit, so that many may share
/// a transaction. What it remembers is a guess that each commit proves: a number counts how often the document of its series
/// was written, and is taken by writing it once more. When one fails, those behind it are done again: what the series has come to is
/// looked up once for all of them, and what they had guessed is forgotten with the first.
/// </summary>
internal sealed class NumberSeries(IDocumentStore store)
{
    public const string Collection = "numbers";

    private const int LockCount = 64;
    private const int MaxRemembered = 10_000;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, LockCount).Select(_ => new SemaphoreSlim(1))];
    private readonly ConcurrentDictionary<string, Guess> _last = new(StringComparer.Ordinal);
    private long _lookups;

    /// <param name="Lookup">Which of the lookups it counts on from.</param>
    internal readonly record struct Guess(long Lookup, long Number);

    public async Task<NumberTurn> EnterAsync(string series, CancellationToken ct)
    {
        var own = _locks[(uint)string.GetHashCode(series, StringComparison.Ordinal) % LockCount];
        await own.WaitAsync(ct);
        try
        {
            if (!_last.TryGetValue(series, out var last))
                last = new(Interlocked.Increment(ref _lookups), (await store.FindAsync(Collection, series, ct))?.Version ?? 0);
            return new NumberTurn(this, own, series, last with { Number = last.Number + 1 });
        }
        catch
        {
            own.Release();
            throw;
        }
    }

    internal void Remember(string series, Guess taken)
    {
        if (_last.Count >= MaxRemembered)
            _last.Clear();
        _last[series] = taken;
    }

    /// <summary>Forgets a series, unless it has been looked up since the number that failed was guessed.</summary>
    internal void Forget(string series, Guess failed)
    {
        while (_last.TryGetValue(series, out var last) && last.Lookup == failed.Lookup && !_last.TryRemove(new(series, last)))
        {
        }
    }
}

/// <summary>One request's turn at a series. The next one waits until it is queued.</summary>
internal sealed class NumberTurn(NumberSeries all, SemaphoreSlim held, string series, NumberSeries.Guess taken) : IDisposable
{
    private bool _isQueued;
    private bool _isCommitted;

    public long Number => taken.Number;

    /// <summary>The request is queued for commit with its number.</summary>
    public void Queued()
    {
        all.Remember(series, taken);
        _isQueued = true;
        held.Release();
    }

    public void Committed() => _isCommitted = true;

    public void Dispose()
    {
        if (_isQueued && !_isCommitted)
            all.Forget(series, taken);
        if (!_isQueued)
            held.Release();
    }
}
