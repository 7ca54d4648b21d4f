using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Search;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Records;

/// <summary>What the server sets on every record; empty in the stored document, where the store has it.</summary>
public readonly record struct ServerFields(string Etag, Timestamp? CreateTime, Timestamp? UpdateTime);

/// <summary>A kind of record, whatever its message.</summary>
public abstract record RecordKind(string Collection)
{
    /// <summary>How it is searched; null when it is not.</summary>
    internal abstract RecordSearch? SearchPlan { get; }

    /// <summary>
    /// The full name of the request by which one of its records is read by name, or told of where none is. Whose roles do not allow it is told
    /// nothing of them by what is the same for all kinds, such as the history or an attachment.
    /// </summary>
    public abstract string ReadBy { get; init; }

    /// <summary>Whether the roles of the caller of the call under way allow reading such records. Nothing is kept from the process itself.</summary>
    public bool IsForCaller => Caller.Current is not { } caller || IsFor(caller.Actor);

    internal bool IsFor(Actor actor) => actor.Roles.HasAnyOf(Policy.OfRequest(ReadBy).Roles);

    /// <summary>Whether an actor may know of a record, by their roles and by the record as it stands now.</summary>
    internal bool MayKnow(IMessage record, Actor actor) => IsFor(actor) && IsShown(record, actor);

    /// <summary>
    /// Whether a record is shown to an actor, whatever their roles. A kind that says nothing of where its records lie is for those who are
    /// responsible for the nation.
    /// </summary>
    internal abstract bool IsShown(IMessage record, Actor actor);

    /// <summary>What an actor who searches is shown; null for everything.</summary>
    internal abstract KeyFilter? SightOf(Actor actor);

    /// <summary>Whether its changes enter the feed. What is only a part of another record does not.</summary>
    public bool IsFed { get; init; } = true;

    /// <summary>Whether what its records say about persons is kept under a key of each record's own. They have an <c>erase_time</c>.</summary>
    public bool IsSealed { get; init; }

    /// <summary>A stored record without what it says about persons; null when it says nothing about them.</summary>
    internal abstract string? Cleared(string body);

    /// <summary>Whether there is a record of this name that the caller of the call under way may know of.</summary>
    internal abstract Task<bool> IsKnownAsync(RecordSession session, string name);

    /// <summary>Whether there is a record of this name that was emptied of what it said about persons.</summary>
    internal abstract Task<bool> IsErasedAsync(RecordSession session, string name);

    /// <summary>Empties a record of what it says about persons, for good.</summary>
    /// <returns>False when it is empty for good already.</returns>
    internal abstract Task<bool> EraseAsync(RecordSession session, string name, string reason);

    /// <summary>Stores a record once more as it stands, so that what versions before it say about persons can be erased.</summary>
    internal abstract Task RenewAsync(RecordSession session, string name, string reason);

    /// <summary>A record in its binary form, with the parts that are not erased put back.</summary>
    internal abstract byte[] Joined(byte[] whole, IEnumerable<OpenedPart> parts);

    /// <summary>A stored record with its server fields.</summary>
    internal abstract IMessage Read(StoredDocument document);

    /// <summary>A stored record as its event was fed.</summary>
    internal abstract byte[] StateOf(StoredDocument document);
}

/// <summary>How a kind of record is kept.</summary>
/// <param name="Collection">The collection of its names: <c>cases</c> of <c>cases/…</c>.</param>
/// <param name="NameOf">Reads the record's name.</param>
/// <param name="Stamp">Sets the etag and times of a record.</param>
/// <param name="Keys">What it can be found and ordered by.</param>
public sealed record RecordKind<T>(
    string Collection,
    Func<T, string> NameOf,
    Action<T, ServerFields> Stamp,
    Func<T, IReadOnlyList<IndexKey>> Keys) : RecordKind(Collection)
    where T : class, IMessage<T>, new()
{
    private static readonly MessageDescriptor Descriptor = new T().Descriptor;

    /// <inheritdoc/>
    public override string ReadBy { get; init; } = $"{Descriptor.File.Package}.Get{Descriptor.Name}Request";

    /// <summary>How it is found by what people type; null when it is not.</summary>
    public RecordSearch<T>? Search { get; init; }

    /// <summary>Keys for rules that look for records alike: what tells of a person goes through the tokens. Null for none.</summary>
    public Func<T, SearchTokens, IEnumerable<IndexKey>>? HashedKeys { get; init; }

    /// <summary>Who may know of a record; null when whoever may call may know of all.</summary>
    public Func<T, string, bool>? Readers { get; init; }

    /// <summary>Where records lie, and who sees them there; null when whoever gives them out decides.</summary>
    public RecordPlace<T>? Place { get; init; }

    /// <summary>The record under whose key its own are sealed, since they belong to it and are erased with it; null for keys of their own.</summary>
    public Func<T, string>? SealedWith { get; init; }

    /// <summary>What it says of each of several persons, in an order that does not depend on what it says; null for nothing.</summary>
    public Func<T, IReadOnlyList<RecordPart>>? Parts { get; init; }

    /// <summary>Whether the caller of the call under way sees a record where it lies. Nothing is kept from the process itself.</summary>
    public bool IsInSight(T record) => Place is null || Caller.Current is not { } caller || Place.Shows(record, caller.Actor);

    internal override RecordSearch? SearchPlan => Search;

    internal override bool IsShown(IMessage record, Actor actor) =>
        (Readers is null || Readers((T)record, actor.Id)) && (Place?.Shows((T)record, actor) ?? actor.Areas.IsNation);

    internal override KeyFilter? SightOf(Actor actor) => Place?.Sight(actor);

    internal override string? Cleared(string body) => RecordDocument.Cleared<T>(body);

    internal override async Task<bool> IsKnownAsync(RecordSession session, string name) =>
        await session.FindAsync(this, name) is { } record && (Caller.Current is not { } caller || MayKnow(record, caller.Actor));

    internal override async Task<bool> IsErasedAsync(RecordSession session, string name) =>
        await session.FindAsync(this, name) is { } record && RecordDocument.IsErased(record);

    internal override async Task<bool> EraseAsync(RecordSession session, string name, string reason)
    {
        var record = await session.FindAsync(this, name) ?? throw Refusals.NotFound(name);
        if (RecordDocument.IsErased(record))
            return false;
        PersonalFields.Clear(record);
        RecordDocument.MarkErased(record, session.Time, reason);
        session.Save(this, record, RecordSession.Erased, reason);
        return true;
    }

    internal override async Task RenewAsync(RecordSession session, string name, string reason)
    {
        var record = await session.FindAsync(this, name) ?? throw Refusals.NotFound(name);
        if (RecordDocument.IsErased(record))
            throw Refusals.WrongState(name, "erased", "erased");
        session.Save(this, record, RecordSession.Renewed, reason);
    }

    /// <summary>A record in its binary form, and what of it is sealed under keys of those whom it is about, and left out of that.</summary>
    internal (byte[]? Whole, IReadOnlyList<DocumentPart> Parts) Parted(T record)
    {
        List<DocumentPart> parts = Parts is null ? [] :
        [
            .. from each in Parts(record).Index()
               where each.Item.Keys.Count > 0 && PersonalFields.AnyIn(each.Item.Message)
               select new DocumentPart(each.Index, each.Item.Keys, PersonalBytes(each.Item.Message)),
        ];
        if (parts.Count == 0)
            return (record.ToByteArray(), parts);
        var rest = record.Clone();
        var all = Parts!(rest);
        foreach (var part in parts)
            PersonalFields.Clear(all[part.Index].Message);
        return (rest.ToByteArray(), parts);
    }

    // The rest of it stays in the record.
    private static byte[] PersonalBytes(IMessage part)
    {
        var personal = part.Descriptor.Parser.ParseFrom(part.ToByteArray());
        PersonalFields.Keep(personal);
        return personal.ToByteArray();
    }

    internal override byte[] Joined(byte[] whole, IEnumerable<OpenedPart> parts)
    {
        var record = new T();
        record.MergeFrom(whole);
        var all = Parts!(record);
        foreach (var part in parts)
        {
            if (part.Bytes is { } bytes)
                all[part.Index].Message.MergeFrom(bytes);
            else
                all[part.Index].Erase(part.EraseTime);
        }

        return record.ToByteArray();
    }

    internal override IMessage Read(StoredDocument document) => RecordDocument.Read(this, document);

    internal override byte[] StateOf(StoredDocument document) => RecordDocument.StateOf(this, document);

    /// <summary>All keys of a record, those of the search included.</summary>
    internal IReadOnlyList<IndexKey> KeysOf(T record, SearchTokens tokens) =>
        Search is null && HashedKeys is null
            ? Keys(record)
            : [.. Keys(record), .. Search?.KeysOf(record, tokens) ?? [], .. HashedKeys?.Invoke(record, tokens) ?? []];
}

/// <summary>What a record says of one person among others. It is sealed under the keys of that person, and gone when one of them is destroyed.</summary>
/// <param name="Message">A part of the record, or the record; with no list of messages that are only in part about persons.</param>
/// <param name="Keys">Such as the person's name; empty when the record's own key is enough.</param>
public sealed record RecordPart(IMessage Message, IReadOnlyList<string> Keys)
{
    /// <summary>Empties the part of what it says about the person, for good.</summary>
    public void Erase(DateTimeOffset time)
    {
        PersonalFields.Clear(Message);
        RecordDocument.MarkErased(Message, time);
    }
}

/// <summary>A request that changes a record, and who makes it.</summary>
/// <param name="Message">The whole request; its content decides whether a later one with the same id is a retry.</param>
public sealed record WriteCall(IMessage Message, string Actor)
{
    /// <summary>The message's field <c>request_id</c>, which every write has.</summary>
    public string RequestId { get; } = RequestIds.Of(Message);
}

/// <summary>The answer to a write.</summary>
/// <param name="FeedPosition">The position of its event.</param>
/// <param name="Replayed">It had been written before by the same request.</param>
public sealed record Written<T>(T Record, string Name, string Etag, long FeedPosition, bool Replayed)
{
    /// <summary>As the receipt of a bulk stream tells it.</summary>
    public Accepted ToAccepted() => new() { Name = Name, Etag = Etag, FeedPosition = FeedPosition, Replayed = Replayed };
}
