using System.Collections.Concurrent;
using System.Security.Cryptography;
using Border.ServiceDefaults.Errors;
using Border.Storage.Keys;

namespace Border.ServiceDefaults.Privacy;

/// <summary>The keys of the records of one service. Some are remembered for a while; a destroyed one is not made again.</summary>
internal sealed class KeyRing(IKeyStore store, MasterKey master, TimeProvider clock)
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly KeyMaking _making = new(store);
    private readonly ConcurrentDictionary<string, (byte[] Key, long Since)> _remembered = new(StringComparer.Ordinal);

    /// <param name="isFresh">Asks the store although a key is remembered: another process may have destroyed it.</param>
    public async Task<IReadOnlyDictionary<string, RecordKey>> FindAsync(IReadOnlyCollection<string> records, bool isFresh, CancellationToken ct)
    {
        var keys = new Dictionary<string, RecordKey>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (!isFresh && Remembered(record) is { } key)
                keys[record] = new(key, default);
        }

        string[] unknown = [.. records.Distinct().Where(record => !keys.ContainsKey(record))];
        if (unknown.Length == 0)
            return keys;
        foreach (var (record, stored) in await store.FindAsync(unknown, ct))
            keys[record] = Read(record, stored);
        return keys;
    }

    /// <param name="isNew">The record is not stored yet, so that there is no use in looking for its key before one is made.</param>
    /// <exception cref="RefusalException">It was destroyed.</exception>
    public async Task<byte[]> GetAsync(string record, bool isNew, CancellationToken ct)
    {
        if (Remembered(record) is { } remembered)
            return remembered;
        var stored = (isNew ? null : (await store.FindAsync([record], ct)).GetValueOrDefault(record))
            ?? await _making.AddAsync(record, master.Wrap(RandomNumberGenerator.GetBytes(Sealing.KeyBytes), record), ct);
        return Read(record, stored).Key ?? throw Refusals.WrongState(record, "erased", "changed");
    }

    /// <summary>Those of some records whose keys are not known to be destroyed.</summary>
    public async Task<IReadOnlyList<string>> NotDestroyedAsync(IReadOnlyCollection<string> records, CancellationToken ct)
    {
        var stored = await store.FindAsync(records, ct);
        return [.. records.Where(record => !stored.TryGetValue(record, out var key) || key.Wrapped is not null)];
    }

    /// <summary>May be done again, and is done for good when it returns.</summary>
    public async Task DestroyAsync(IReadOnlyCollection<string> records, CancellationToken ct)
    {
        await store.DestroyAsync(records, ct);
        foreach (var record in records)
            _remembered.TryRemove(record, out _);
    }

    private byte[]? Remembered(string record) =>
        _remembered.TryGetValue(record, out var known) && clock.GetElapsedTime(known.Since) < RememberedFor ? known.Key : null;

    private RecordKey Read(string record, StoredKey stored)
    {
        if (stored.Wrapped is null)
        {
            _remembered.TryRemove(record, out _);
            return new(null, stored.Time);
        }

        var key = master.Unwrap(stored.Wrapped, record);
        if (_remembered.Count >= MaxRemembered)
            _remembered.Clear();
        _remembered[record] = (key, clock.GetTimestamp());
        return new(key, default);
    }
}

/// <param name="Key">Null once it is destroyed.</param>
/// <param name="DestroyTime">When that was.</param>
internal readonly record struct RecordKey(byte[]? Key, DateTimeOffset DestroyTime);
