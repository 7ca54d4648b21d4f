namespace Border.Storage.Contents;

/// <summary>
/// The files of one service, stored once by content. A file is uploaded in chunks that follow on from each other; until its last byte is there and
/// its digest is right it is of its uploader alone, and so nobody learns from an upload what is stored already. Whoever uses the store seals each
/// chunk; the store knows the name of each file's key, and counts the bytes that there were before.
/// Every member throws <see cref="StorageUnavailableException"/> when the database is away.
/// </summary>
public interface IContentStore
{
    /// <summary>A file that is stored; null when there is none.</summary>
    Task<StoredContent?> FindAsync(string sha256, CancellationToken ct);

    /// <summary>What somebody has uploaded of a file that is not stored by them; null when that is nothing.</summary>
    Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct);

    /// <summary>What anybody has uploaded of it.</summary>
    Task<IReadOnlyList<StoredContent>> UploadsOfAsync(string sha256, CancellationToken ct);

    /// <summary>Whether somebody has uploaded all of a file.</summary>
    Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct);

    /// <summary>Notes that somebody who has uploaded all of a file was told so again, unless it was noted in the last hours.</summary>
    Task HoldAnewAsync(string sha256, string holder, CancellationToken ct);

    /// <summary>Some of the uploads that were begun before a time and are not finished, the oldest first.</summary>
    Task<IReadOnlyList<StoredContent>> UnfinishedAsync(DateTimeOffset before, int max, CancellationToken ct);

    /// <summary>The next stored files after one, in the order of their digests, that nobody has uploaded since a time.</summary>
    /// <param name="isOld">Those that were stored before files were sealed, or all others.</param>
    Task<IReadOnlyList<StoredContent>> UnusedAsync(DateTimeOffset since, bool isOld, string after, int max, CancellationToken ct);

    /// <summary>Whether nobody has uploaded a stored file since a time.</summary>
    Task<bool> IsUnusedAsync(string sha256, DateTimeOffset since, CancellationToken ct);

    /// <summary>Begins an upload, or goes on with the one that there is, which has another key.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="key">The name of the key under which its chunks are sealed.</param>
    Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, string key, CancellationToken ct);

    /// <summary>Adds bytes at the end of what is there. Committed and synced when it returns.</summary>
    /// <param name="length">How many bytes they are.</param>
    /// <param name="chunk">The same, sealed under the key of the upload.</param>
    /// <returns>False when they do not follow on, or the upload was begun anew; then nothing has changed.</returns>
    Task<bool> AppendAsync(StoredContent upload, long start, long length, byte[] chunk, CancellationToken ct);

    /// <summary>Stores an upload of which all bytes are there and were found right, with its uploader as a holder.</summary>
    /// <returns>False when the same bytes are stored already, or it was begun anew since it was found; then nothing has changed.</returns>
    Task<bool> StoreAsync(StoredContent upload, CancellationToken ct);

    /// <summary>Makes the uploader of all bytes another holder of the stored file, when there is one, and ends the upload.</summary>
    /// <returns>False when the upload was begun anew since it was found, or is gone; then nothing has changed.</returns>
    Task<bool> HoldAsync(StoredContent upload, CancellationToken ct);

    /// <summary>Ends an upload: nothing is added to it or stored of it any more, and its key can be destroyed.</summary>
    /// <returns>False when it was begun anew since it was found, or is gone; then nothing has changed.</returns>
    Task<bool> EndAsync(StoredContent upload, CancellationToken ct);

    /// <summary>Deletes an upload, unless it was begun anew since it was found.</summary>
    Task DropAsync(StoredContent upload, CancellationToken ct);

    /// <summary>Deletes a stored file and forgets who holds it, unless it was stored anew, under another key, since it was found.</summary>
    Task DeleteAsync(StoredContent content, CancellationToken ct);

    /// <summary>The chunk of a stored file that has a place, or is the last before it; null when there is none.</summary>
    Task<StoredChunk?> ReadAsync(string sha256, long place, CancellationToken ct);

    /// <summary>The same of an upload.</summary>
    Task<StoredChunk?> ReadUploadAsync(string sha256, string uploader, long place, CancellationToken ct);

    /// <summary>Whether there are, or were, files that are not sealed, and <see cref="WipeAsync"/> has not ended since.</summary>
    Task<bool> IsAnyInClearAsync(CancellationToken ct);

    /// <summary>The next stored file after one, in the order of their digests, that is not sealed; null when there is none.</summary>
    Task<StoredContent?> NextInClearAsync(string after, CancellationToken ct);

    /// <summary>Puts the chunks of a whole upload in place of the same bytes of a stored file that is not sealed, and drops the upload.</summary>
    /// <returns>False when the file was sealed or deleted meanwhile, or the upload is gone; then nothing has changed.</returns>
    Task<bool> SealAsync(StoredContent upload, CancellationToken ct);

    /// <summary>Rewrites the database without what was deleted from it. It takes a while, in which others may have to wait.</summary>
    Task WipeAsync(CancellationToken ct);
}

/// <summary>A file, as far as it is there.</summary>
/// <param name="Received">How many bytes there are; below 0 for an upload that has ended, and is to be dropped.</param>
/// <param name="Key">The name of its key, which tells it from one of the same bytes before or after it; null when it was stored before files were sealed.</param>
/// <param name="Uploader">Whose upload it is; null for one that is stored.</param>
public sealed record StoredContent(string Sha256, string Kind, long Size, long Received, string? Key, string? Uploader)
{
    /// <summary>All of it is there, and was found right.</summary>
    public bool IsStored => Uploader is null;
}

/// <summary>A chunk as it is stored.</summary>
/// <param name="Key">The name of its key; null when it is not sealed.</param>
/// <param name="Start">The place of its first byte in the file.</param>
public sealed record StoredChunk(string? Key, long Start, byte[] Data);
