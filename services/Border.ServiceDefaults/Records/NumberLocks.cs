namespace Border.ServiceDefaults.Records;

/// <summary>
/// Lets one request of this process at a time take a number of a series. Without it they would all be tried, and all but
/// one again. Between processes the commit decides.
/// </summary>
internal sealed class NumberLocks
{
    private const int Count = 64;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    /// <returns>What is to be released when the commit is done.</returns>
    public async Task<SemaphoreSlim> EnterAsync(string series, CancellationToken ct)
    {
        var own = _locks[(uint)string.GetHashCode(series, StringComparison.Ordinal) % Count];
        await own.WaitAsync(ct);
        return own;
    }
}
