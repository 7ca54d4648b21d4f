using Border.Storage.Keys;

namespace Border.ServiceDefaults.Privacy;

/// <summary>Keeps keys that are made at the same time in one commit, as the records themselves are.</summary>
internal sealed class KeyMaking(IKeyStore store)
{
    private readonly Lock _gate = new();
    private Batch _gathering = new();
    private Task _last = Task.CompletedTask;

    /// <returns>What is kept: that of whoever was first.</returns>
    public async Task<StoredKey> AddAsync(string record, byte[] wrapped, CancellationToken ct)
    {
        Task<IReadOnlyDictionary<string, StoredKey>> keeping;
        lock (_gate)
        {
            _gathering.Wrapped.TryAdd(record, wrapped);
            keeping = _gathering.Keeping ??= KeepAsync(_gathering, _last);
            _last = keeping;
        }

        return (await keeping.WaitAsync(ct))[record];
    }

    // What gathers while the last batch is under way is the next. Not with one caller's token: the others wait for it too.
    private async Task<IReadOnlyDictionary<string, StoredKey>> KeepAsync(Batch batch, Task last)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
            _gathering = new();
        return await store.AddAsync(batch.Wrapped, CancellationToken.None);
    }

    private sealed class Batch
    {
        public Dictionary<string, byte[]> Wrapped { get; } = new(StringComparer.Ordinal);

        public Task<IReadOnlyDictionary<string, StoredKey>>? Keeping { get; set; }
    }
}
