namespace Border.Storage.Contents;

/// <summary>
/// The files of one service, stored once by content. A file is uploaded in chunks that follow on from each other, by anybody who
/// has its bytes; it is there when its last byte is and its digest is right.
/// Every member throws <see cref="StorageUnavailableException"/> when the database is away.
/// </summary>
public interface IContentStore
{
    /// <summary>Null when nothing of it was ever uploaded.</summary>
    Task<StoredContent?> FindAsync(string sha256, CancellationToken ct);

    /// <summary>Begins an upload, or goes on with the one that there is.</summary>
    /// <param name="kind">What it is; kept when the file is whole already.</param>
    Task<StoredContent> BeginAsync(string sha256, string kind, long size, CancellationToken ct);

    /// <summary>Adds bytes at the end of what is there. Committed and synced when it returns.</summary>
    /// <returns>False when they do not follow on, or the file is whole already; then nothing has changed.</returns>
    Task<bool> AppendAsync(string sha256, long start, ReadOnlyMemory<byte> data, CancellationToken ct);

    /// <summary>Marks a file of which all bytes are there and were found right as stored for good.</summary>
    Task StoreAsync(string sha256, CancellationToken ct);

    /// <summary>Drops what is there of a file that is not stored for good.</summary>
    Task DropAsync(string sha256, CancellationToken ct);

    /// <summary>The bytes from a place on, to the end of the chunk that has them; none at the end.</summary>
    Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long start, CancellationToken ct);
}

/// <summary>A file, as far as it is there.</summary>
/// <param name="IsStored">All of it is there for good.</param>
public sealed record StoredContent(string Sha256, string Kind, long Size, long Received, bool IsStored);
