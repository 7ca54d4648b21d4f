using Border.Field.Devices;
using Border.Field.Records;
using Border.Field.Sending;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace Border.Field.Queue;

/// <summary>The queue of a device: a table. Everything is on the disk when a method returns.</summary>
internal sealed class EntryQueue(DeviceFile file, DataKey key, DeviceClock clock)
{
    private const string Columns =
        "sequence, place, request_id, author, service, kind, record, makes, follows, state, size, made_at, server_offset, name, etag, settled_at, replaces, made_with";

    // What builds on an entry: it comes later, and is about a record that the entry makes or changes.
    private const string Later =
        """
        join entry_record theirs on theirs.sequence = before.sequence and theirs.changes = 1
        join entry_record own on own.service = theirs.service and own.record = theirs.record
        join entry on entry.sequence = own.sequence and entry.place > before.place
        """;

    // Each that waits with the entry behind which it does, and what waits behind that which waits.
    private const string WaitingBehind =
        $"""
        with recursive waiting (sequence, behind) as (
          select entry.sequence, before.sequence from entry before {Later}
          where entry.state in ('ready', 'sending')
            and ((before.state in ('refused', 'proposal') and before.builds = 1) or (before.state = 'draft' and theirs.makes = 1))
          union
          select entry.sequence, waiting.behind from waiting join entry before on before.sequence = waiting.sequence {Later}
          where entry.state in ('ready', 'sending') and before.builds = 1)
        """;

    /// <summary>Keeps a request, in the place of another one when it corrects that.</summary>
    public Entry Add(NewEntry made, Entry? corrected = null) => file.InOne(() =>
    {
        var body = made.Request.ToByteArray();
        var requestId = made.Kind.RequestIdOf(made.Request);
        file.Run(
            """
            insert into entry (place, request_id, author, service, kind, record, makes, builds, follows, state, size, made_at, server_offset, body, replaces, made_with, told)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            """,
            corrected?.Place ?? 0, requestId, made.Author, made.Kind.Method.Feed, made.Kind.Name, RecordKey.Of(made.Request),
            RecordKey.IsOfNew(made.Request) ? 1 : 0, made.Kind.IsBuiltOn ? 1 : 0, made.Follows ? 1 : 0, Word(made.State), body.Length, Micros.Of(clock.Shown),
            clock.ServerOffset is { } offset ? Micros.Of(offset) : null, key.Seal(body, BodyPlace(requestId)), corrected?.Sequence, made.MadeWith,
            made.Told is { } told ? key.Seal(told, $"told/{requestId}") : null);
        file.Run("update entry set place = sequence where request_id = ?1 and place = 0", requestId);
        NoteRecords(made, requestId);
        if (corrected is not null)
            Settle(corrected, EntryState.Replaced);
        return Find(requestId)!;
    });

    private void NoteRecords(NewEntry made, string requestId)
    {
        var (changed, own) = (RecordKey.ChangedBy(made.Request).ToHashSet(), RecordKeys.MadeBy(made.Request));
        foreach (var record in RecordKey.AllOf(made.Request).DefaultIfEmpty(""))
        {
            file.Run(
                "insert into entry_record (sequence, service, record, changes, makes) select sequence, service, ?2, ?3, ?4 from entry where request_id = ?1",
                requestId, record, changed.Contains(record) ? 1 : 0, own.Contains(record) ? 1 : 0);
        }
    }

    public Entry? Find(string requestId) => List("request_id = ?1", requestId) is [var entry] ? entry : null;

    public Entry? Find(long sequence) => List("sequence = ?1", sequence) is [var entry] ? entry : null;

    /// <summary>All of an author, in the order of sending.</summary>
    public IReadOnlyList<Entry> Of(string author) => List("author = ?1", author);

    public IReadOnlyList<Entry> Of(EntryState state) => List("state = ?1", Word(state));

    /// <summary>All requests about one record, in the order of sending.</summary>
    public IReadOnlyList<Entry> About(string service, string record) => List("service = ?1 and record = ?2", service, record);

    /// <summary>All that is to be sent, of all authors.</summary>
    public IReadOnlyList<Entry> Waiting() => List("state in ('ready', 'sending')");

    /// <summary>All that no server has for good, of all authors, whatever state it is in.</summary>
    public IReadOnlyList<Entry> Unsent() => List("state in ('draft', 'ready', 'sending', 'refused', 'proposal')");

    /// <summary>The digests of the attachments that these name.</summary>
    public IReadOnlySet<string> AttachmentsOfUnsent() => Unsent().Select(RequestOf).OfType<IMessage>().SelectMany(AttachmentNames.In).ToHashSet();

    /// <summary>
    /// They are in a file now, and are sent as they are there. They stay in the queue: whichever way they arrive first, the other does no harm.
    /// </summary>
    public void NoteExported(IReadOnlyList<(Entry Entry, IMessage Request)> exported) => file.InOne(() =>
    {
        NoteSending(exported);
        foreach (var (entry, _) in exported)
            file.Run("update entry set exported_at = ?2 where sequence = ?1 and state = 'sending'", entry.Sequence, Micros.Of(clock.Shown));
    });

    /// <summary>The authors of what is to be sent.</summary>
    public IReadOnlyList<string> WaitingAuthors() => file.Read(
        "select author from entry where state in ('ready', 'sending') union select author from attachment where state = 'ready' order by 1", row => row.GetString(0));

    /// <summary>
    /// What may be sent now, in order. What stands behind a refused request or a proposal about the same record waits until that is
    /// settled, and what stands behind a draft that makes the record until that is ready. What follows the device's own requests
    /// waits for their answers.
    /// </summary>
    public IReadOnlyList<Entry> Sendable(string author, int most, int skipped = 0) => List(
        $"""
        author = ?1 and state in ('ready', 'sending') and sequence not in ({WaitingBehind} select sequence from waiting) and not exists (
          select 1 from entry_record own
          join entry_record theirs on theirs.service = own.service and theirs.record = own.record and theirs.changes = 1
          join entry before on before.sequence = theirs.sequence and before.place < entry.place
          where own.sequence = entry.sequence and before.state in ('ready', 'sending') and (entry.follows = 1 or before.author <> entry.author))
        """,
        [author],
        most,
        skipped);

    /// <summary>What waits behind another one that is refused, a proposal, or a draft.</summary>
    public IReadOnlyList<Entry> Held() => List($"sequence in ({WaitingBehind} select sequence from waiting)");

    /// <summary>For each that waits behind another one, the number of the first of these.</summary>
    public IReadOnlyDictionary<long, long> HeldBy() => file.Read(
        $"{WaitingBehind} select sequence, min(behind) from waiting group by sequence", row => (row.GetInt64(0), row.GetInt64(1))).ToDictionary();

    /// <summary>The request as it was recorded; null when it was removed after its time.</summary>
    public IMessage? RequestOf(Entry entry) => Sealed("body", entry) is { } body
        ? SubmissionKind.Find(entry.Kind)!.Request.Parser.ParseFrom(key.Open(body, BodyPlace(entry.RequestId)))
        : null;

    /// <summary>Whether it was told so, as far as that was kept.</summary>
    public bool IsAsTold(Entry entry, byte[] told) => Sealed("told", entry) is not { } box || key.Open(box, $"told/{entry.RequestId}").AsSpan().SequenceEqual(told);

    public ServerFault? RefusalOf(Entry entry) => Sealed("answer", entry) is { } box ? Refusal.From(key.Open(box, $"answer/{entry.RequestId}")) : null;

    /// <summary>The record as the server had it when a proposal was last compared.</summary>
    public IMessage? TheirsOf(Entry entry) => Sealed("theirs", entry) is { } box
        ? Google.Protobuf.WellKnownTypes.Any.Parser.ParseFrom(key.Open(box, $"theirs/{entry.RequestId}")).Unpack(Contract.Types)
        : null;

    public void KeepTheirs(Entry entry, IMessage record) => file.Run(
        "update entry set theirs = ?2, theirs_at = ?3 where sequence = ?1",
        entry.Sequence, key.Seal(Google.Protobuf.WellKnownTypes.Any.Pack(record).ToByteArray(), $"theirs/{entry.RequestId}"), Micros.Of(clock.GetUtcNow()));

    /// <summary>From here on it may have arrived: its content is fixed.</summary>
    public void NoteSending(IEnumerable<(Entry Entry, IMessage Request)> sent) => file.InOne(() =>
    {
        foreach (var (entry, request) in sent.Where(pair => pair.Entry.State == EntryState.Ready))
            file.Run("update entry set state = 'sending', body = ?2 where sequence = ?1", entry.Sequence, key.Seal(request.ToByteArray(), BodyPlace(entry.RequestId)));
    });

    public void NoteReceived(string requestId, Accepted accepted) => file.Run(
        """
        update entry set state = 'received', name = ?2, etag = ?3, feed_position = ?4, settled_at = ?5, answer = null
        where request_id = ?1 and state in ('ready', 'sending')
        """,
        requestId, accepted.Name, accepted.Etag, accepted.FeedPosition, Micros.Of(clock.GetUtcNow()));

    public void NoteRefused(string requestId, ServerFault fault, EntryState state) => file.Run(
        "update entry set state = ?2, answer = ?3, settled_at = ?4 where request_id = ?1 and state in ('ready', 'sending')",
        requestId, Word(state), key.Seal(Refusal.ToBytes(fault), $"answer/{requestId}"), Micros.Of(clock.GetUtcNow()));

    /// <summary>It was not sent after all, since the one before it was refused. What is in a file stays as it is there.</summary>
    public void NoteHeld(string requestId) =>
        file.Run("update entry set state = 'ready' where request_id = ?1 and state = 'sending' and exported_at is null", requestId);

    /// <summary>How much is there to be sent; another number each time that something is added or sent.</summary>
    public long WaitingCount() => file.Read(
        "select (select count(*) from entry where state in ('ready', 'sending')) + (select count(*) from attachment where state = 'ready')", row => row.GetInt64(0))[0];

    /// <summary>Gives it up, and with it what its author recorded about a record that it would have made: that will never be there.</summary>
    /// <returns>What was given up with it.</returns>
    public IReadOnlyList<Entry> Discard(Entry entry) => file.InOne(() =>
    {
        var lost = List(
            $"""
            author = ?2 and state in ('draft', 'ready', 'refused', 'proposal') and sequence in (
              with recursive lost (sequence) as (
                values (?1)
                union
                select entry.sequence from lost join entry before on before.sequence = lost.sequence {Later}
                where theirs.makes = 1 and entry.author = before.author)
              select sequence from lost where sequence <> ?1)
            """,
            entry.Sequence, entry.Author);
        foreach (var one in lost.Prepend(entry))
            Settle(one, EntryState.Discarded);
        return lost;
    });

    /// <summary>Adds to a draft, which nobody has seen yet.</summary>
    public void Rewrite(Entry entry, IMessage request)
    {
        var body = request.ToByteArray();
        file.Run(
            "update entry set body = ?2, size = ?3 where sequence = ?1 and state = 'draft'", entry.Sequence, key.Seal(body, BodyPlace(entry.RequestId)), body.Length);
    }

    /// <summary>Draft to ready.</summary>
    public void Release(Entry entry) => file.Run("update entry set state = 'ready' where sequence = ?1 and state = 'draft'", entry.Sequence);

    public int RemoveBodies(DateTimeOffset settledBefore) => file.Run(
        """
        update entry set body = null, answer = null, theirs = null
        where state in ('received', 'discarded', 'replaced') and settled_at < ?1 and body is not null
        """,
        Micros.Of(settledBefore));

    /// <summary>Removes what the server told before a time of records that were changed meanwhile. The next sync reads it again.</summary>
    public int RemoveTheirs(DateTimeOffset readBefore) =>
        file.Run("update entry set theirs = null where theirs is not null and theirs_at < ?1", Micros.Of(readBefore));

    private void Settle(Entry entry, EntryState state) =>
        file.Run("update entry set state = ?2, settled_at = ?3 where sequence = ?1", entry.Sequence, Word(state), Micros.Of(clock.GetUtcNow()));

    private byte[]? Sealed(string column, Entry entry) =>
        file.Read($"select {column} from entry where sequence = ?1", row => row.IsDBNull(0) ? null : (byte[])row[0], entry.Sequence)[0];

    private IReadOnlyList<Entry> List(string where, params object?[] values) => List(where, values, int.MaxValue);

    private IReadOnlyList<Entry> List(string where, object?[] values, int most, int skipped = 0) =>
        file.Read($"select {Columns} from entry where {where} order by place, sequence limit {most} offset {skipped}", Read, values);

    private static Entry Read(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Place = row.GetInt64(1),
        RequestId = row.GetString(2),
        Author = row.GetString(3),
        Service = row.GetString(4),
        Kind = row.GetString(5),
        Record = row.GetString(6),
        Makes = row.GetInt64(7) == 1,
        Follows = row.GetInt64(8) == 1,
        State = Enum.Parse<EntryState>(row.GetString(9), ignoreCase: true),
        Size = row.GetInt32(10),
        MadeAt = Micros.Time(row.GetInt64(11)),
        ServerOffset = row.IsDBNull(12) ? null : Micros.Span(row.GetInt64(12)),
        Name = row.IsDBNull(13) ? "" : row.GetString(13),
        Etag = row.IsDBNull(14) ? "" : row.GetString(14),
        SettledAt = row.IsDBNull(15) ? null : Micros.Time(row.GetInt64(15)),
        Replaces = row.IsDBNull(16) ? null : row.GetInt64(16),
        MadeWith = row.GetString(17),
    };

    private static string BodyPlace(string requestId) => $"body/{requestId}";

    private static string Word(EntryState state) => state.ToString().ToLowerInvariant();
}
