using System.Collections.Concurrent;
using Border.Storage;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// Gives out the numbers of series in the order in which the requests that take them are queued for commit, so that many may share
/// a transaction. What it remembers is a guess that each commit proves: a number counts how often the document of its series
/// was written, and is taken by writing it once more. When one fails, those behind it are done again.
/// </summary>
internal sealed class NumberSeries(IDocumentStore store)
{
    public const string Collection = "numbers";

    private const int LockCount = 64;
    private const int MaxRemembered = 10_000;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, LockCount).Select(_ => new SemaphoreSlim(1))];
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    public async Task<NumberTurn> EnterAsync(string series, CancellationToken ct)
    {
        var own = _locks[(uint)string.GetHashCode(series, StringComparison.Ordinal) % LockCount];
        await own.WaitAsync(ct);
        try
        {
            if (!_last.TryGetValue(series, out var last))
                last = (await store.FindAsync(Collection, series, ct))?.Version ?? 0;
            return new NumberTurn(this, own, series, last + 1);
        }
        catch
        {
            own.Release();
            throw;
        }
    }

    internal void Remember(string series, long number)
    {
        if (_last.Count >= MaxRemembered)
            _last.Clear();
        _last[series] = number;
    }

    internal void Forget(string series) => _last.TryRemove(series, out _);
}

/// <summary>One request's turn at a series. The next one waits until it is queued.</summary>
internal sealed class NumberTurn(NumberSeries all, SemaphoreSlim held, string series, long number) : IDisposable
{
    private bool _isQueued;
    private bool _isCommitted;

    public long Number => number;

    /// <summary>The request is queued for commit with its number.</summary>
    public void Queued()
    {
        all.Remember(series, number);
        _isQueued = true;
        held.Release();
    }

    public void Committed() => _isCommitted = true;

    public void Dispose()
    {
        if (_isQueued && !_isCommitted)
            all.Forget(series);
        if (!_isQueued)
            held.Release();
    }
}
