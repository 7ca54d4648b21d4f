using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.ServiceDefaults.Errors;
using Border.Storage.Contents;

namespace Border.ServiceDefaults.Attachments;

/// <summary>
/// What one caller uploads. Others' uploads of the same bytes, and what is stored of them, are as if they were not there: else a digest
/// would tell whether its bytes are, and stand for them.
/// </summary>
internal sealed class AttachmentUploads(IContentStore contents, string uploader)
{
    /// <exception cref="RefusalException">They are uploading something else under the same digest.</exception>
    public async Task<Upload> BeginAsync(UploadStart start, CancellationToken ct)
    {
        if (await StoredAsync(start.Sha256, ct) is { } stored)
            return stored;
        var content = await contents.BeginAsync(start.Sha256, uploader, ContentKinds.MediaType(start.ContentType), start.SizeBytes, ct);
        if (content.Size == start.SizeBytes && content.Kind == ContentKinds.MediaType(start.ContentType))
            return await FinishedAsync(ToMessage(content), ct);
        // One of the two is wrong, and neither can be told from the other: both begin again.
        await contents.DropAsync(content, uploader, ct);
        throw Refusals.RuleBroken("Bytes of another size or kind were being uploaded with this digest. All of them are dropped; begin again.");
    }

    /// <returns>How far the upload is after it.</returns>
    public async Task<Upload> AppendAsync(Upload upload, Chunk chunk, CancellationToken ct)
    {
        var data = chunk.Data.Memory;
        if (!await contents.AppendAsync(upload.Sha256, uploader, chunk.Offset, data, ct))
            throw Refusals.OffsetAhead(chunk.Offset, (await FindAsync(upload.Sha256, ct)).ReceivedBytes);
        upload.ReceivedBytes = chunk.Offset + data.Length;
        return await FinishedAsync(upload, ct);
    }

    public async Task<Upload> FindAsync(string sha256, CancellationToken ct) =>
        await StoredAsync(sha256, ct) ?? (await contents.FindUploadAsync(sha256, uploader, ct) is { } begun ? ToMessage(begun) : throw NotThere());

    public static RefusalException NotThere() => Refusals.NotFound("attachment of this digest");

    private async Task<Upload?> StoredAsync(string sha256, CancellationToken ct) =>
        await contents.IsHeldAsync(sha256, uploader, ct) && await contents.FindAsync(sha256, ct) is { } content ? ToMessage(content) : null;

    // Also looked at when an upload is begun again: the process may have ended between the last byte and this.
    private async Task<Upload> FinishedAsync(Upload upload, CancellationToken ct)
    {
        if (upload.ReceivedBytes < upload.SizeBytes)
            return upload;
        // Another call with the same bytes may have stored it.
        if (await contents.FindUploadAsync(upload.Sha256, uploader, ct) is not { } whole)
            return await FindAsync(upload.Sha256, ct);
        if (await IsRightAsync(whole, ct))
        {
            await contents.StoreAsync(whole, uploader, ct);
            return await FindAsync(upload.Sha256, ct);
        }

        await contents.DropAsync(whole, uploader, ct);
        throw Refusals.InvalidField("start", "does not tell the digest or kind of the bytes that came; they are dropped");
    }

    private async Task<bool> IsRightAsync(StoredContent upload, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new List<byte>(ContentKinds.HeadLength);
        for (var at = 0L; at < upload.Size;)
        {
            var data = await contents.ReadUploadAsync(upload.Sha256, uploader, at, ct);
            if (data.IsEmpty)
                return false;
            digest.AppendData(data.Span);
            head.AddRange(data.Span[..Math.Min(data.Length, ContentKinds.HeadLength - head.Count)]);
            at += data.Length;
        }

        return ContentKinds.Begins(upload.Kind, head.ToArray()) && Convert.ToHexStringLower(digest.GetHashAndReset()) == upload.Sha256;
    }

    private static Upload ToMessage(StoredContent content) => new()
    {
        Sha256 = content.Sha256,
        ContentType = content.Kind,
        SizeBytes = content.Size,
        ReceivedBytes = content.Received,
        IsStored = content.IsStored,
    };
}
