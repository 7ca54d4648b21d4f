using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.ServiceDefaults.Errors;
using Border.Storage.Contents;

namespace Border.ServiceDefaults.Attachments;

/// <summary>
/// What one caller uploads. Others' uploads of the same bytes, and what is stored of them, are as if they were not there: else a digest
/// would tell whether its bytes are, and stand for them.
/// </summary>
internal sealed class AttachmentUploads(SealedContents contents, AttachmentMarks marks, string uploader)
{
    /// <returns>How far the upload is: stored, or under way.</returns>
    /// <exception cref="RefusalException">They are uploading something else under the same digest.</exception>
    public async Task<StoredContent> BeginAsync(UploadStart start, CancellationToken ct)
    {
        if (await StoredAsync(start.Sha256, ct) is { } stored)
            return stored;
        var upload = await contents.BeginAsync(start.Sha256, uploader, ContentKinds.MediaType(start.ContentType), start.SizeBytes, ct);
        if (upload.Size == start.SizeBytes && upload.Kind == ContentKinds.MediaType(start.ContentType))
            return await FinishedAsync(upload, ct);
        // One of the two is wrong, and neither can be told from the other: both begin again.
        await contents.DropAsync(upload, ct);
        throw Refusals.RuleBroken("Bytes of another size or kind were being uploaded with this digest. All of them are dropped; begin again.");
    }

    /// <returns>How far the upload is after it.</returns>
    public async Task<StoredContent> AppendAsync(StoredContent upload, Chunk chunk, CancellationToken ct) =>
        await contents.AppendAsync(upload, chunk.Offset, chunk.Data.Memory, ct) is { } longer
            ? await FinishedAsync(longer, ct)
            : throw Refusals.OffsetAhead(chunk.Offset, (await contents.FindUploadAsync(upload.Sha256, uploader, ct))?.Received ?? 0);

    public async Task<StoredContent> FindAsync(string sha256, CancellationToken ct) =>
        await StoredAsync(sha256, ct) ?? await contents.FindUploadAsync(sha256, uploader, ct) ?? throw NotThere();

    public static RefusalException NotThere() => Refusals.NotFound("attachment of this digest");

    // Whoever is told that it is stored has some time again to name it.
    private async Task<StoredContent?> StoredAsync(string sha256, CancellationToken ct)
    {
        if (!await contents.IsHeldAsync(sha256, uploader, ct))
            return null;
        await contents.HoldAnewAsync(sha256, uploader, ct);
        return await marks.FindAsync(sha256, ct);
    }

    // Also looked at when an upload is begun again: the process may have ended between the last byte and this.
    private async Task<StoredContent> FinishedAsync(StoredContent upload, CancellationToken ct)
    {
        if (upload.Received < upload.Size)
            return upload;
        if (await IsRightAsync(upload, ct))
            await StoreAsync(upload, ct);
        else if (await contents.DropAsync(upload, ct))
            throw Refusals.InvalidField("start", "does not tell the digest or kind of the bytes that came; they are dropped");
        // Another call with the same bytes may have stored it.
        return await FindAsync(upload.Sha256, ct);
    }

    // Whoever was to destroy what was stored of the same bytes before may have ended.
    private async Task StoreAsync(StoredContent upload, CancellationToken ct)
    {
        if (await marks.FindAsync(upload.Sha256, ct) is null)
            await marks.DestroyAsync(upload.Sha256, isWithUploads: false, ct);
        await contents.StoreAsync(upload, ct);
    }

    private async Task<bool> IsRightAsync(StoredContent upload, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new List<byte>(ContentKinds.HeadLength);
        for (var at = 0L; at < upload.Size;)
        {
            var data = await contents.ReadAsync(upload, at, ct);
            if (data.IsEmpty)
                return false;
            digest.AppendData(data.Span);
            head.AddRange(data.Span[..Math.Min(data.Length, ContentKinds.HeadLength - head.Count)]);
            at += data.Length;
        }

        return ContentKinds.Begins(upload.Kind, head.ToArray()) && Convert.ToHexStringLower(digest.GetHashAndReset()) == upload.Sha256;
    }
}
