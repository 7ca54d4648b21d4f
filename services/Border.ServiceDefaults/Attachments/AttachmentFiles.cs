using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Border.Storage.Contents;
using Border.Type.V1;

namespace Border.ServiceDefaults.Attachments;

/// <summary>The attachments of one service: their bytes, and whether a record may name them.</summary>
/// <param name="Service">The name by which uploads name the service.</param>
/// <param name="records">Where its records are kept, and so the audit of its attachments.</param>
public sealed class AttachmentFiles(string service, IContentStore contents, IDocumentStore records)
{
    /// <summary>The text key by which the records are found that name an attachment.</summary>
    public const string Key = "attachment";

    public string Service { get; } = service;

    /// <summary>The keys of a record with these attachments.</summary>
    public static IEnumerable<IndexKey> KeysOf(IEnumerable<Attachment> attachments) =>
        attachments.Select(attachment => attachment.Sha256).Distinct(StringComparer.Ordinal).Select(sha256 => IndexKey.Text(Key, sha256));

    /// <summary>Tells the audit log that the call is about an attachment.</summary>
    internal void Saw(string sha256) => AuditTrail.Saw(records, $"attachments/{sha256}");

    /// <summary>An attachment as a record keeps it.</summary>
    /// <exception cref="RefusalException">Its bytes were not uploaded.</exception>
    public async Task<Attachment> CheckedAsync(Attachment sent, CancellationToken ct) => (await CheckedAsync([sent], ct))[0];

    /// <summary>Attachments as a record keeps them, in their order.</summary>
    /// <exception cref="RefusalException">The bytes of some of them were not uploaded; it names all of these.</exception>
    public async Task<IReadOnlyList<Attachment>> CheckedAsync(IReadOnlyList<Attachment> sent, CancellationToken ct)
    {
        var (attachments, missing) = (new List<Attachment>(), new List<string>());
        foreach (var attachment in sent.Select(attachment => attachment.Clone()))
        {
            if (await contents.FindAsync(attachment.Sha256, ct) is { IsStored: true } content)
                (attachment.ContentType, attachment.SizeBytes) = (content.Kind, content.Size);
            else
                missing.Add(attachment.Id);
            attachments.Add(attachment);
        }

        return missing.Count == 0
            ? attachments
            : throw Refusals.RuleBroken(
                $"The bytes of the attachment {string.Join(" and ", missing)} have not been uploaded, or not all of them; upload them first.");
    }

    /// <exception cref="RefusalException">Something else is being uploaded under the same digest.</exception>
    internal async Task<Upload> BeginAsync(UploadStart start, CancellationToken ct)
    {
        var content = await contents.BeginAsync(start.Sha256, ContentKinds.MediaType(start.ContentType), start.SizeBytes, ct);
        if (content.IsStored || (content.Size == start.SizeBytes && content.Kind == ContentKinds.MediaType(start.ContentType)))
            return await FinishedAsync(ToMessage(content), ct);
        // One of the two is wrong, and neither can be told from the other: both begin again.
        await contents.DropAsync(start.Sha256, ct);
        throw Refusals.RuleBroken("Bytes of another size or kind were being uploaded with this digest. All of them are dropped; begin again.");
    }

    /// <returns>How far the upload is after it.</returns>
    internal async Task<Upload> AppendAsync(Upload upload, Chunk chunk, CancellationToken ct)
    {
        var data = chunk.Data.Memory;
        if (!await contents.AppendAsync(upload.Sha256, chunk.Offset, data, ct))
            throw Refusals.OffsetAhead(chunk.Offset, (await FindAsync(upload.Sha256, ct)).ReceivedBytes);
        upload.ReceivedBytes = chunk.Offset + data.Length;
        return await FinishedAsync(upload, ct);
    }

    internal async Task<Upload> FindAsync(string sha256, CancellationToken ct) =>
        await contents.FindAsync(sha256, ct) is { } content ? ToMessage(content) : throw Refusals.NotFound("attachment of this digest");

    internal Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long offset, CancellationToken ct) => contents.ReadAsync(sha256, offset, ct);

    // Also looked at when an upload is begun again: the process may have ended between the last byte and this.
    private async Task<Upload> FinishedAsync(Upload upload, CancellationToken ct)
    {
        if (upload.IsStored || upload.ReceivedBytes < upload.SizeBytes)
            return upload;
        if (await IsRightAsync(upload, ct))
        {
            await contents.StoreAsync(upload.Sha256, ct);
            upload.IsStored = true;
            return upload;
        }

        await contents.DropAsync(upload.Sha256, ct);
        throw Refusals.InvalidField("start", "does not tell the digest or kind of the bytes that came; they are dropped");
    }

    private async Task<bool> IsRightAsync(Upload upload, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new List<byte>(ContentKinds.HeadLength);
        for (var at = 0L; at < upload.SizeBytes;)
        {
            var data = await contents.ReadAsync(upload.Sha256, at, ct);
            if (data.IsEmpty)
                return false;
            digest.AppendData(data.Span);
            head.AddRange(data.Span[..Math.Min(data.Length, ContentKinds.HeadLength - head.Count)]);
            at += data.Length;
        }

        return ContentKinds.Begins(upload.ContentType, head.ToArray()) && Convert.ToHexStringLower(digest.GetHashAndReset()) == upload.Sha256;
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
