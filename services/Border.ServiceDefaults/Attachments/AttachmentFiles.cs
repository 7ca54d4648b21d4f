using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Border.Storage.Contents;
using Border.Type.V1;

namespace Border.ServiceDefaults.Attachments;

/// <summary>The attachments of one service: who may read their bytes, and who may name them in a record.</summary>
/// <param name="Service">The name by which uploads name the service.</param>
/// <param name="records">Where its records are kept, and so the audit of its attachments.</param>
/// <param name="readers">Asked for when it is needed first: it reads the records that name attachments.</param>
public sealed class AttachmentFiles(string service, IContentStore contents, IDocumentStore records, Lazy<IAttachmentReaders> readers)
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
    /// <exception cref="RefusalException">The caller has no right to its bytes, or they are not there.</exception>
    public async Task<Attachment> CheckedAsync(Attachment sent, CancellationToken ct) => (await CheckedAsync([sent], ct))[0];

    /// <summary>Attachments as a record keeps them, in their order.</summary>
    /// <exception cref="RefusalException">The caller has no right to the bytes of some of them, or they are not there; it names all of these, and
    /// does not tell one from the other.</exception>
    public async Task<IReadOnlyList<Attachment>> CheckedAsync(IReadOnlyList<Attachment> sent, CancellationToken ct)
    {
        var (attachments, missing) = (new List<Attachment>(), new List<string>());
        foreach (var attachment in sent.Select(attachment => attachment.Clone()))
        {
            if (await contents.FindAsync(attachment.Sha256, ct) is { } content && await MayNameAsync(attachment.Sha256, ct))
                (attachment.ContentType, attachment.SizeBytes) = (content.Kind, content.Size);
            else
                missing.Add(attachment.Id);
            attachments.Add(attachment);
        }

        return missing.Count == 0
            ? attachments
            : throw Refusals.RuleBroken(
                $"The bytes of the attachment {string.Join(" and ", missing)} have not been uploaded by the caller, or not all of them; upload them first.");
    }

    /// <summary>The uploads of one caller.</summary>
    internal AttachmentUploads UploadsOf(string uploader) => new(contents, uploader);

    /// <exception cref="RefusalException">There is none, or the caller may read no record that names it.</exception>
    internal async Task RequireReadableAsync(string sha256, string actor, CancellationToken ct)
    {
        if (await contents.FindAsync(sha256, ct) is null || !await readers.Value.MayReadAsync(sha256, actor, ct))
            throw AttachmentUploads.NotThere();
    }

    internal Task<ReadOnlyMemory<byte>> ReadAsync(string sha256, long offset, CancellationToken ct) => contents.ReadAsync(sha256, offset, ct);

    // Whoever names an attachment can read it from then on. So they must have had its bytes, or be shown them by another record.
    private async Task<bool> MayNameAsync(string sha256, CancellationToken ct) =>
        Caller.Current is not { Actor.Id: var actor }
        || await contents.IsHeldAsync(sha256, actor, ct)
        || await readers.Value.MayReadAsync(sha256, actor, ct);
}
