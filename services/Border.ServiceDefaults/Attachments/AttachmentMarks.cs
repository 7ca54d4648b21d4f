using System.Text.Json;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Storage.Contents;

namespace Border.ServiceDefaults.Attachments;

/// <summary>
/// Which stored files records may name. Each has a mark among the records of its service, which whatever names it and whatever erases a record that
/// does writes in its own commit: of two of these one is committed first, and the other is done again with what stands then. A mark tells that
/// something names the file, or which key's file is to be destroyed, since nothing does; one of the same bytes that is stored later has another key.
/// </summary>
internal sealed class AttachmentMarks(SealedContents contents, IDocumentStore records, Lazy<IAttachmentReaders> readers)
{
    private const int Page = 100;

    /// <summary>A file that is stored, and is not to be destroyed; null when there is none.</summary>
    public async Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) =>
        await contents.FindAsync(sha256, ct) is { } content && (await MarkOfAsync(sha256, ct))?.Body != Forgotten(content) ? content : null;

    /// <summary>The same for a record that is to name it: from the commit on it is kept while the record is not erased.</summary>
    public async Task<StoredContent?> NameAsync(RecordSession session, string sha256, CancellationToken ct)
    {
        var mark = (await session.MarkOfAsync(Subject(sha256)))?.Body;
        if (await contents.FindAsync(sha256, ct) is not { } content || mark == Forgotten(content))
            return null;
        session.Mark(Subject(sha256), RecordSession.Known);
        return content;
    }

    /// <summary>Marks the files that no other record names than those that are erased, here or before: nothing can name them from the commit on.</summary>
    /// <returns>Their digests.</returns>
    public async Task<IReadOnlyList<string>> ForgetAsync(RecordSession session, IReadOnlyList<string> digests, CancellationToken ct)
    {
        var forgotten = new List<string>();
        var erased = session.Erasures.Select(write => write.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var sha256 in digests)
        {
            // Also when it is kept: else two who each erase one of its last two records would leave it to each other.
            session.Mark(Subject(sha256), (await session.MarkOfAsync(Subject(sha256)))?.Body ?? RecordSession.Known);
            if (await NamedByAsync(sha256, erased, ct) == Naming.Standing || await contents.SealedAsync(sha256, ct) is not { } content)
                continue;
            session.Mark(Subject(sha256), Forgotten(content));
            forgotten.Add(sha256);
        }

        return forgotten;
    }

    /// <summary>Those of some files that no record names, nor has come to name since a time.</summary>
    /// <param name="isOld">Only those that an erased record names: of the oldest records not all are found by what they name.</param>
    public async Task<IReadOnlyList<string>> UnnamedAsync(IEnumerable<string> digests, DateTimeOffset since, bool isOld, CancellationToken ct)
    {
        var unnamed = new List<string>();
        foreach (var sha256 in digests)
        {
            if (!((await MarkOfAsync(sha256, ct))?.UpdateTime >= since) && await NamedByAsync(sha256, [], ct) is var named && (named == Naming.Erased || (named == Naming.None && !isOld)))
                unnamed.Add(sha256);
        }

        return unnamed;
    }

    /// <summary>Marks those of them that are still so, and that nobody has uploaded since the time: nothing can name them from the commit on.</summary>
    /// <returns>Their digests.</returns>
    public async Task<IReadOnlyList<string>> ForgetUnnamedAsync(RecordSession session, IEnumerable<string> digests, DateTimeOffset since, CancellationToken ct)
    {
        var unnamed = new List<string>();
        foreach (var sha256 in digests)
        {
            if (!((await session.MarkOfAsync(Subject(sha256)))?.UpdateTime >= since) && await contents.IsUnusedAsync(sha256, since, ct))
                unnamed.Add(sha256);
        }

        return await ForgetAsync(session, unnamed, ct);
    }

    /// <summary>Destroys a file that is marked so. It may be done again, and is done for good when it returns.</summary>
    /// <param name="isWithUploads">Destroys also what is uploaded of the same bytes.</param>
    public async Task DestroyAsync(string sha256, bool isWithUploads, CancellationToken ct)
    {
        var mark = (await MarkOfAsync(sha256, ct))?.Body;
        if (mark is not null && mark != RecordSession.Known)
            await contents.DestroyAsync(sha256, content => mark == Forgotten(content), isWithUploads, ct);
    }

    private async Task<Naming> NamedByAsync(string sha256, HashSet<string> erased, CancellationToken ct)
    {
        var named = Naming.None;
        foreach (var (kind, orderField) in readers.Value.Kinds)
        {
            PageStart? after = null;
            do
            {
                var page = await records.QueryAsync(new(kind.Collection, [new KeyFilter.TextLookup(AttachmentFiles.Key, sha256)], orderField, Descending: true, Page, after), ct);
                if (page.Documents.Any(document => !erased.Contains(document.Name) && !RecordSession.IsErased(kind.Read(document))))
                    return Naming.Standing;
                if (page.Documents.Count > 0)
                    named = Naming.Erased;
                after = page.Next;
            }
            while (after is not null);
        }

        return named;
    }

    private Task<StoredDocument?> MarkOfAsync(string sha256, CancellationToken ct) => RecordSession.MarkOfAsync(records, Subject(sha256), ct);

    private static string Subject(string sha256) => $"attachments/{sha256}";

    // The records that name a file: none, such as are all erased, or one that is not.
    private enum Naming
    {
        None,
        Erased,
        Standing,
    }

    private static string Forgotten(StoredContent content) => JsonSerializer.Serialize(content.Key ?? "");
}
