using System.Security.Cryptography;
using Border.Storage.Keys;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// Keys for records to come, made and kept ahead, many in one commit, so that no record waits for a commit of its key. What a process made it
/// alone gives out, each once; what it has left at its end belongs to no record and never will.
/// </summary>
internal sealed class KeyPool(IKeyStore store, MasterKey master)
{
    private const string Collection = "keys/";
    private const int Batch = 256;

    private readonly Lock _gate = new();
    private readonly Queue<NamedKey> _free = new();
    private Task _making = Task.CompletedTask;

    /// <summary>Whether a key is one of a pool, and not kept under the name of a record.</summary>
    public static bool Has(string key) => key.StartsWith(Collection, StringComparison.Ordinal);

    /// <returns>A key that is kept by now, and that nobody else gets.</returns>
    public async ValueTask<NamedKey> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            Task making;
            lock (_gate)
            {
                if (_free.Count <= Batch / 2 && _making.IsCompleted)
                    _making = MakeAsync();
                if (_free.TryDequeue(out var key))
                    return key;
                making = _making;
            }

            await making.WaitAsync(ct);
        }
    }

    // Names in the order of time, so that they are put at the end of the index. Not with one caller's token: others wait for it too.
    private async Task MakeAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var made = new NamedKey[Batch];
        for (var i = 0; i < Batch; i++)
            made[i] = new($"{Collection}{Guid.CreateVersion7():n}", RandomNumberGenerator.GetBytes(Sealing.KeyBytes));
        await store.AddAsync(made.ToDictionary(key => key.Name, key => master.Wrap(key.Key, key.Name)), CancellationToken.None);
        lock (_gate)
        {
            foreach (var key in made)
                _free.Enqueue(key);
        }
    }
}

/// <summary>A key and what it is kept under.</summary>
internal readonly record struct NamedKey(string Name, byte[] Key);
