namespace Border.ServiceDefaults.Erasing;

/// <summary>Tells that an erasure may have been committed and not carried out to its end, such as when the keys cannot be reached.</summary>
internal sealed class UnfinishedErasures : IDisposable
{
    private readonly SemaphoreSlim _told = new(0);

    public void Tell() => _told.Release();

    public Task WaitAsync(CancellationToken ct) => _told.WaitAsync(ct);

    public void Dispose() => _told.Dispose();
}
