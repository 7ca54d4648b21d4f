using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Storage.Contents;
using Border.Type.V1;
using Google.Protobuf.Collections;

namespace Border.ServiceDefaults.Attachments;

/// <summary>The attachments of one service: who may read their bytes, and who may name them in a record.</summary>
public sealed class AttachmentFiles
{
    /// <summary>The text key by which the records are found that name an attachment.</summary>
    public const string Key = "attachment";

    private readonly SealedContents _contents;
    private readonly AttachmentMarks _marks;
    private readonly IDocumentStore _records;
    private readonly Lazy<IAttachmentReaders> _readers;

    /// <param name="service">The name by which uploads name the service.</param>
    /// <param name="records">Where its records are kept, and so the audit of its attachments.</param>
    /// <param name="readers">Asked for when it is needed first: it reads the records that name attachments.</param>
    internal AttachmentFiles(string service, SealedContents contents, IDocumentStore records, Lazy<IAttachmentReaders> readers) =>
        (Service, _contents, _records, _readers, _marks) = (service, contents, records, readers, new(contents, records, readers));

    public string Service { get; }

    /// <summary>The keys of a record with these attachments.</summary>
    public static IEnumerable<IndexKey> KeysOf(IEnumerable<Attachment> attachments) =>
        attachments.Select(attachment => attachment.Sha256).Distinct(StringComparer.Ordinal).Select(sha256 => IndexKey.Text(Key, sha256));

    /// <summary>Tells the audit log that the call is about an attachment.</summary>
    internal void Saw(string sha256) => AuditTrail.Saw(_records, $"attachments/{sha256}");

    /// <summary>Fills in what attachments are, as a record keeps them. Their bytes are kept from the commit on.</summary>
    /// <param name="named">The digests of those that the record names already.</param>
    /// <exception cref="RefusalException">The caller has no right to the bytes of some of them, or they are not there; it names all of these, and
    /// does not tell one from the other.</exception>
    public async Task FillAsync(RecordSession session, RepeatedField<Attachment> attachments, CancellationToken ct, IReadOnlyCollection<string>? named = null)
    {
        var missing = new List<string>();
        for (var i = 0; i < attachments.Count; i++)
        {
            // The request may have to be carried out again.
            var attachment = attachments[i] = attachments[i].Clone();
            var isNew = named?.Contains(attachment.Sha256) != true;
            var content = isNew ? await _marks.NameAsync(session, attachment.Sha256, ct) : await _contents.FindAsync(attachment.Sha256, ct);
            if (content is not null && await MayNameAsync(attachment.Sha256, ct))
                (attachment.ContentType, attachment.SizeBytes) = (content.Kind, content.Size);
            else
                missing.Add(attachment.Id);
        }

        if (missing.Count > 0)
            throw Refusals.AttachmentMissing(missing);
    }

    /// <summary>The uploads of one caller.</summary>
    internal AttachmentUploads UploadsOf(string uploader) => new(_contents, _marks, uploader);

    /// <exception cref="RefusalException">There is none, or the caller may read no record that names it.</exception>
    internal async Task<StoredContent> GetReadableAsync(string sha256, string actor, CancellationToken ct) =>
        await _contents.FindAsync(sha256, ct) is { } content && await _readers.Value.MayReadAsync(sha256, actor, ct) ? content : throw AttachmentUploads.NotThere();

    /// <summary>The bytes from a place on, some at a time.</summary>
    /// <exception cref="RefusalException">It is not there any more.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(StoredContent content, long place, CancellationToken ct)
    {
        var data = await _contents.ReadAsync(content, place, ct);
        if (!data.IsEmpty)
            return data;
        throw await _contents.FindAsync(content.Sha256, ct) is null
            ? AttachmentUploads.NotThere()
            : new InvalidDataException($"The attachment {content.Sha256} lacks the bytes from {place} on.");
    }

    /// <summary>Lets the attachments go that were named by records which are erased in the session, and that no other record names.</summary>
    /// <returns>The digests of those whose bytes are to be destroyed after the commit.</returns>
    internal Task<IReadOnlyList<string>> ForgetAsync(RecordSession session, CancellationToken ct) => _marks.ForgetAsync(
        session,
        [.. session.Erasures.SelectMany(write => write.Keys).Where(key => key.Field == Key).Select(key => key.TextValue!).Distinct()],
        ct);

    /// <summary>Destroys the bytes of attachments that were let go, for good. It may be done again.</summary>
    internal async Task DestroyAsync(IEnumerable<string> digests, CancellationToken ct)
    {
        foreach (var sha256 in digests)
            await _marks.DestroyAsync(sha256, isWithUploads: true, ct);
    }

    /// <inheritdoc cref="SealedContents.DropUnfinishedAsync"/>
    internal Task<int> DropUnfinishedAsync(DateTimeOffset before, CancellationToken ct) => _contents.DropUnfinishedAsync(before, ct);

    /// <summary>The next attachments after one, in the order of their digests, that nobody has uploaded since a time.</summary>
    /// <param name="isOld">Those that were stored before attachments were sealed, or all others.</param>
    internal async Task<IReadOnlyList<string>> UnusedAsync(DateTimeOffset since, bool isOld, string after, int max, CancellationToken ct) =>
        [.. (await _contents.UnusedAsync(since, isOld, after, max, ct)).Select(content => content.Sha256)];

    /// <inheritdoc cref="AttachmentMarks.UnnamedAsync"/>
    internal Task<IReadOnlyList<string>> UnnamedAsync(IEnumerable<string> digests, DateTimeOffset since, bool isOld, CancellationToken ct) =>
        _marks.UnnamedAsync(digests, since, isOld, ct);

    /// <summary>Lets those go of them that are still so.</summary>
    /// <returns>The digests of those whose bytes are to be destroyed after the commit.</returns>
    internal Task<IReadOnlyList<string>> ForgetUnnamedAsync(RecordSession session, IEnumerable<string> digests, DateTimeOffset since, CancellationToken ct) =>
        _marks.ForgetUnnamedAsync(session, digests, since, ct);

    /// <summary>Seals what was stored before attachments were.</summary>
    /// <returns>How many could not be, for bytes of them are missing.</returns>
    internal Task<int> SealAsync(CancellationToken ct) => _contents.SealAllAsync(ct);

    // Whoever names an attachment can read it from then on. So they must have had its bytes, or be shown them by another record.
    private async Task<bool> MayNameAsync(string sha256, CancellationToken ct) =>
        Caller.Current is not { Actor.Id: var actor }
        || await _contents.IsHeldAsync(sha256, actor, ct)
        || await _readers.Value.MayReadAsync(sha256, actor, ct);
}
