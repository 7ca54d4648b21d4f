using System.Collections.Concurrent;
using System.Security.Cryptography;
using Border.ServiceDefaults.Errors;
using Border.Storage.Keys;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// The keys of the records of one service, by the names that what is sealed gives them. Some are remembered for a while; a destroyed one is
/// not made again.
/// </summary>
internal sealed class KeyRing(string service, IKeyStore store, MasterKey master, SecretProof proof, TimeProvider clock, ILogger<KeyRing> logger)
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    // By which the clocks of two processes may differ.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    private readonly KeyPool _pool = new(store, master);
    private readonly ConcurrentDictionary<string, (byte[] Key, long Since)> _remembered = new(StringComparer.Ordinal);
    private int _rememberedCount;
    private int _isMissingTold;

    // When a destruction began that came to its end here: all marks from before leave nothing.
    private long _destroyedTicks;

    /// <inheritdoc cref="SecretProof.RequireAsync"/>
    public ValueTask RequireSecretsAsync(CancellationToken ct) => proof.RequireAsync(ct);

    /// <param name="names">Of keys under which something is sealed.</param>
    /// <param name="isFresh">Asks the store although a key is remembered: another process may have destroyed it.</param>
    /// <returns>Those that are there, or have left a mark.</returns>
    public async Task<IReadOnlyDictionary<string, RecordKey>> FindAsync(IReadOnlyCollection<string> names, bool isFresh, CancellationToken ct)
    {
        await proof.RequireAsync(ct);
        var keys = new Dictionary<string, RecordKey>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!isFresh && Remembered(name) is { } key)
                keys[name] = new(key, default);
        }

        string[] unknown = [.. names.Distinct().Where(name => !keys.ContainsKey(name))];
        if (unknown.Length == 0)
            return keys;
        foreach (var (name, stored) in await store.FindAsync(unknown, ct))
            keys[name] = Read(name, stored);
        if (unknown.FirstOrDefault(name => !keys.ContainsKey(name)) is { } missing)
            TellMissing(missing);
        return keys;
    }

    /// <summary>A key for a record that has none.</summary>
    public async ValueTask<NamedKey> TakeAsync(CancellationToken ct)
    {
        await proof.RequireAsync(ct);
        var key = await _pool.TakeAsync(ct);
        Remember(key.Name, key.Key);
        return key;
    }

    /// <summary>The key of a name: one under which a record is sealed already, or that of a record to which it belongs, which is made when it is needed first.</summary>
    /// <param name="record">What is to be sealed, for the refusal.</param>
    /// <exception cref="RefusalException">It was destroyed, or is not there without a mark that it was.</exception>
    public async ValueTask<NamedKey> GetAsync(string name, string record, CancellationToken ct)
    {
        await proof.RequireAsync(ct);
        if (Remembered(name) is { } remembered)
            return new(name, remembered);
        var stored = (await store.FindAsync([name], ct)).GetValueOrDefault(name) ?? (KeyPool.Has(name) ? throw TellMissing(name) : await MakeAsync(name, ct));
        return new(name, Read(name, stored).Key ?? throw Refusals.WrongState(record, "erased", "changed"));
    }

    /// <summary>Those of some keys that are not known to be destroyed.</summary>
    public async Task<IReadOnlyList<string>> NotDestroyedAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var stored = await store.FindAsync(names, ct);
        return [.. names.Where(name => !stored.TryGetValue(name, out var key) || key.Wrapped is not null)];
    }

    /// <summary>
    /// In one commit. May be done again, and is done for good when it returns: whoever did it before may have ended once the keys were marked,
    /// with what was there still in the files.
    /// </summary>
    public async Task DestroyAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        try
        {
            var begun = clock.GetUtcNow();
            if (await IsDestroyedAsync(names, ct))
                return;
            await store.DestroyAsync(names, ct);
            Interlocked.Exchange(ref _destroyedTicks, begun.UtcTicks);
        }
        finally
        {
            foreach (var name in names)
                _remembered.TryRemove(name, out _);
        }
    }

    // All that was ever erased is gone through at each start.
    private async Task<bool> IsDestroyedAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var stored = await store.FindAsync(names, ct);
        var last = Interlocked.Read(ref _destroyedTicks) - ClockMargin.Ticks;
        return names.All(name => stored.TryGetValue(name, out var key) && key.Wrapped is null && key.Time.UtcTicks < last);
    }

    // A key that leaves no mark is not here, and may come back. Once: every call comes to the same.
    private RefusalException TellMissing(string name)
    {
        if (Interlocked.Exchange(ref _isMissingTold, 1) == 0)
        {
            logger.LogCritical(
                "The store of keys of {Service} lacks keys under which something is sealed, such as {Key}: it is of before that. Restore a later backup of it.", service, name);
        }

        return Refusals.KeyMissing();
    }

    private async Task<StoredKey> MakeAsync(string name, CancellationToken ct)
    {
        var wrapped = master.Wrap(RandomNumberGenerator.GetBytes(Sealing.KeyBytes), name);
        return (await store.AddAsync(new Dictionary<string, byte[]> { [name] = wrapped }, ct))[name];
    }

    private byte[]? Remembered(string name) =>
        _remembered.TryGetValue(name, out var known) && clock.GetElapsedTime(known.Since) < RememberedFor ? known.Key : null;

    private void Remember(string name, byte[] key)
    {
        // The dictionary's own count takes all its locks.
        if (Interlocked.Increment(ref _rememberedCount) > MaxRemembered)
        {
            _remembered.Clear();
            Volatile.Write(ref _rememberedCount, 0);
        }

        _remembered[name] = (key, clock.GetTimestamp());
    }

    private RecordKey Read(string name, StoredKey stored)
    {
        if (stored.Wrapped is null)
        {
            _remembered.TryRemove(name, out _);
            return new(null, stored.Time);
        }

        var key = master.Unwrap(stored.Wrapped, name);
        Remember(name, key);
        return new(key, default);
    }
}

/// <param name="Key">Null once it is destroyed.</param>
/// <param name="DestroyTime">When that was.</param>
internal readonly record struct RecordKey(byte[]? Key, DateTimeOffset DestroyTime);
