namespace Border.Storage.Contents;

/// <summary>
/// The files of one service, stored once by content. A file is uploaded in chunks that follow on from each other; until its last byte is there and
/// its digest is right it is of its uploader alone, and so nobody learns from an upload what is stored already.
/// Every member throws <see cref="StorageUnavailableException"/> when the database is away.
/// </summary>
public interface IContentStore
{
    /// <summary>A file that is stored for good; null when there is none.</summary>
    Task<StoredContent?> FindAsync(string sha256, CancellationToken ct);

    /// <summary>What somebody has uploaded of a file that is not stored by them; null when that is nothing.</summary>
    Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct);

    /// <summary>Whether somebody has uploaded all of a file.</summary>
    Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct);

    /// <summary>Begins an upload, or goes on with the one that there is.</summary>
    /// <param name="kind">What it is.</param>
    Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, CancellationToken ct);

    /// <summary>Adds bytes at the end of what is there. Committed and synced when it returns.</summary>
    /// <returns>False when they do not follow on; then nothing has changed.</returns>
    Task<bool> AppendAsync(string sha256, string uploader, long start, ReadOnlyMemory<byte> data, CancellationToken ct);

    /// <summary>Stores an upload of which all bytes are there and were found right for good, unless somebody else has stored the same.</summary>
    /// <param name="upload">As it was found before its bytes were looked at: one that was begun anew since is not stored.</param>
    Task StoreAsync(StoredContent upload, string uploader, CancellationToken ct);

    /// <summary>Drops an upload, unless it was begun anew since it was found.</summary>
    Task DropAsync(StoredContent upload, string uploader, CancellationToken ct);

    /// <summary>The bytes of a stored file from a place on, to the end of the chunk that has them; none at the end.</summary>
    Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long start, CancellationToken ct);

    /// <summary>The same of an upload.</summary>
    Task<ReadOnlyMemory<byte>> ReadUploadAsync(string sha256, string uploader, long start, CancellationToken ct);
}

/// <summary>A file, as far as it is there.</summary>
/// <param name="Began">When its upload began, in microseconds since 1970: it tells one upload from another.</param>
/// <param name="IsStored">All of it is there for good.</param>
public sealed record StoredContent(string Sha256, string Kind, long Size, long Received, long Began, bool IsStored);
