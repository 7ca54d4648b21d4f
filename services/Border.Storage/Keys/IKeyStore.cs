namespace Border.Storage.Keys;

/// <summary>
/// The data keys of the records of one service, each wrapped by a key that is elsewhere. A store of its own: it is backed up apart from the
/// records, and a destroyed key leaves its mark, so that a backup of either cannot bring it back while the mark is known.
/// Every member throws <see cref="StorageUnavailableException"/> when the database is away.
/// </summary>
public interface IKeyStore
{
    /// <summary>The keys of those of the records that have, or had, one.</summary>
    Task<IReadOnlyDictionary<string, StoredKey>> FindAsync(IReadOnlyCollection<string> records, CancellationToken ct);

    /// <summary>The first key by its name that is not destroyed; null when there is none.</summary>
    Task<KeptKey?> FirstAsync(CancellationToken ct);

    /// <summary>Keeps the keys of those of some records that have none, in one commit. Synced when it returns.</summary>
    /// <returns>What is kept of each record: that of whoever was first.</returns>
    Task<IReadOnlyDictionary<string, StoredKey>> AddAsync(IReadOnlyDictionary<string, byte[]> wrapped, CancellationToken ct);

    /// <summary>
    /// Destroys keys for good, also of records that never had one. It may be done again: it may have failed once the keys were marked, before
    /// what was there is given up.
    /// </summary>
    Task DestroyAsync(IReadOnlyCollection<string> records, CancellationToken ct);
}

/// <param name="Wrapped">Null once it is destroyed.</param>
/// <param name="Time">When it was made, or destroyed.</param>
public sealed record StoredKey(byte[]? Wrapped, DateTimeOffset Time);

/// <summary>A key that is not destroyed, with what it is of.</summary>
public sealed record KeptKey(string Record, byte[] Wrapped);
