using Border.Audits;

namespace Border.Storage;

/// <summary>The present version of a document.</summary>
/// <param name="Version">Counts from 1 without gaps.</param>
/// <param name="Body">JSON.</param>
public sealed record StoredDocument(
    string Collection, string Name, long Version, string Body, DateTimeOffset CreateTime, DateTimeOffset UpdateTime)
{
    /// <summary>The whole record in its binary form, where a store that seals records has opened it; null when the body is all.</summary>
    public byte[]? Whole { get; init; }

    /// <summary>The name of the key under which it is sealed; null when it is not.</summary>
    public string? Key { get; init; }
}

/// <summary>One version of a document, with who made it, when and why.</summary>
/// <param name="Reason">Empty where the change speaks for itself.</param>
/// <param name="Verb">What was done, in a word; empty for versions of before this was kept.</param>
public sealed record DocumentVersion(long Version, string Body, string Actor, DateTimeOffset Time, string Reason, string Verb)
{
    /// <inheritdoc cref="StoredDocument.Whole"/>
    public byte[]? Whole { get; init; }
}

/// <summary>
/// One value by which a document can be found or ordered: a text, or a number (a time as microseconds since 1970 UTC).
/// A document may have several of one field. A token is a text of which a document has many, by which it is looked up and nothing else.
/// </summary>
public readonly record struct IndexKey
{
    private IndexKey(string field, string? text, long number, bool isToken = false) =>
        (Field, TextValue, NumberValue, IsToken) = (field, text, number, isToken);

    public string Field { get; }

    /// <summary>Null for a number.</summary>
    public string? TextValue { get; }

    public long NumberValue { get; }

    public bool IsToken { get; }

    public static IndexKey Text(string field, string value) => new(field, value, 0);

    public static IndexKey Token(string field, string value) => new(field, value, 0, isToken: true);

    public static IndexKey Number(string field, long value) => new(field, null, value);

    public static IndexKey Time(string field, DateTimeOffset value) => new(field, null, Micros.From(value));
}

/// <summary>Times as they are stored: microseconds since 1970 UTC.</summary>
public static class Micros
{
    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}

/// <summary>A new version of a document, or a new document.</summary>
/// <param name="ExpectedVersion">The version that it follows; 0 for a document that must not exist yet.</param>
/// <param name="Keys">All keys of the new version; they replace the old ones.</param>
public sealed record DocumentWrite(
    string Collection, string Name, long ExpectedVersion, string Body, IReadOnlyList<IndexKey> Keys, string Reason = "", string Verb = "")
{
    /// <summary>The whole record in its binary form, for a store that seals it into a body that says nothing about persons; null when the body is all.</summary>
    public byte[]? Whole { get; init; }

    /// <summary>The key under which the version before is sealed, or the record whose key seals it; null when it is to have one of its own.</summary>
    public string? Key { get; init; }

    /// <summary>What was left out of the whole, to be sealed under keys of those whom it is about.</summary>
    public IReadOnlyList<DocumentPart> Parts { get; init; } = [];

    /// <summary>The keys of those whom the reason is about, besides that of the document.</summary>
    public IReadOnlyList<string> ReasonKeys { get; init; } = [];
}

/// <summary>A part of a document that is sealed under keys of its own, all of which open it, within the key of the document.</summary>
/// <param name="Index">Which of the parts it is.</param>
public sealed record DocumentPart(int Index, IReadOnlyList<string> Keys, byte[] Bytes);

/// <summary>An event that is to enter the feed with the commit.</summary>
/// <param name="State">Opaque bytes; without personal data.</param>
public sealed record EventDraft(string Record, long Version, string Verb, byte[] State);

/// <summary>An event of the feed. Positions count from 1 without gaps, in commit order.</summary>
public sealed record FeedEvent(
    long Position, string Record, long Version, string Verb, DateTimeOffset CommitTime, byte[] State, string TraceParent);

/// <summary>What a request was answered with. The answer itself is the named document at that version.</summary>
public sealed record Receipt(string RequestId, byte[] ContentHash, string Collection, string Record, long Version, long FeedPosition);

/// <summary>
/// Everything that one request changes. It is committed whole or not at all.
/// </summary>
public sealed record CommitUnit
{
    public required string RequestId { get; init; }

    /// <summary>A digest of the request's content, to tell a retry from another request with the same id.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>The document that answers the request; one of <see cref="Writes"/>.</summary>
    public required string Collection { get; init; }

    /// <inheritdoc cref="Collection"/>
    public required string Record { get; init; }

    public required IReadOnlyList<DocumentWrite> Writes { get; init; }

    public required IReadOnlyList<EventDraft> Events { get; init; }

    /// <summary>Who makes the request, for the audit log.</summary>
    public required string Actor { get; init; }

    /// <summary>Who did what it tells, for the history; null when that is the same.</summary>
    public string? Author { get; init; }

    /// <summary>What the audit log is told.</summary>
    public required AuditNote Audit { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string TraceParent { get; init; } = "";

    /// <summary>It changes nothing but the audit log.</summary>
    internal bool IsNote => Writes.Count == 0;

    /// <summary>Refuses what no engine can store, which would be found out only by its batch.</summary>
    internal void RequireEachDocumentOnce()
    {
        if (Writes.Count > 1 && Writes.DistinctBy(write => (write.Collection, write.Name)).Count() < Writes.Count)
            throw new ArgumentException($"The unit of {Record} writes one document twice.");
    }

    /// <summary>An entry of the audit log about a call that changed nothing. It can be the same as another.</summary>
    public static CommitUnit Note(string actor, DateTimeOffset time, AuditNote note, string requestId = "") => new()
    {
        RequestId = requestId,
        ContentHash = [],
        Collection = "",
        Record = "",
        Writes = [],
        Events = [],
        Actor = actor,
        Audit = note,
        Time = time,
    };
}

/// <summary>What became of a <see cref="CommitUnit"/>.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>It is stored for good.</summary>
    public sealed record Committed(Receipt Receipt) : CommitOutcome;

    /// <summary>A note is in the audit log for good.</summary>
    public sealed record Noted : CommitOutcome;

    /// <summary>The same request was stored before; nothing was changed now.</summary>
    public sealed record Replayed(Receipt Receipt) : CommitOutcome;

    /// <summary>The request id was used before with other content; nothing was changed.</summary>
    public sealed record RequestIdReused : CommitOutcome;

    /// <summary>A document is not at the version expected; nothing was changed.</summary>
    /// <param name="ActualVersion">0 when the document does not exist.</param>
    public sealed record Conflict(string Collection, string Name, long ActualVersion) : CommitOutcome;
}

/// <summary>The storage cannot be reached; the same request may be sent again later.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Too much is waiting to be written; the same request may be sent again later.</summary>
public sealed class StorageBusyException() : Exception("Too much is waiting to be written.");
