using System.Globalization;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Search;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Google.Protobuf;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// What one request reads and changes. Nothing is written before the work is done; then everything is, in one commit, or
/// the work is done again with what stands by then.
/// </summary>
public sealed class RecordSession : IDisposable
{
    /// <summary>The verb by which a record loses what it says about persons. It is the last.</summary>
    public const string Erased = "erased";

    /// <summary>The verb by which a record goes on as it is under a new key, while those of its versions before are destroyed.</summary>
    public const string Renewed = "earlier_versions_erased";

    private const int PageSize = 1000;
    private const string Taken = "taken";
    private const string Referred = "referred";
    internal const string Known = "true";
    internal const string Forgotten = "false";

    private readonly IDocumentStore _store;
    private readonly SearchTokens _tokens;
    private readonly NumberSeries _numbers;
    private readonly CancellationToken _ct;
    private readonly Dictionary<(string Collection, string Name), StoredDocument?> _read = [];

    // Where among the writes the mark of each subject is. Nothing is taken out of those.
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private NumberTurn? _turn;

    /// <summary>Whether what a record said about persons was destroyed.</summary>
    public static bool IsErased(IMessage record) => RecordDocument.IsErased(record);

    internal RecordSession(IDocumentStore store, SearchTokens tokens, NumberSeries numbers, DateTimeOffset time, CancellationToken ct) =>
        (_store, _tokens, _numbers, Time, _ct) = (store, tokens, numbers, time, ct);

    /// <summary>The time of the commit.</summary>
    public DateTimeOffset Time { get; }

    internal List<DocumentWrite> Writes { get; } = [];

    /// <summary>Whether a record would be made or moved where the caller may put none.</summary>
    internal bool IsAnyPutOutside { get; private set; }

    internal List<EventDraft> Events { get; } = [];

    /// <summary>What is erased here, in its last version.</summary>
    internal IEnumerable<DocumentWrite> Erasures => Writes.Where(write => write.Verb == Erased);

    /// <summary>The names of the records that are written.</summary>
    internal IEnumerable<string> Saved =>
        Writes.Where(write => write.Collection is not (NumberSeries.Collection or Taken or Referred)).Select(write => write.Name);

    /// <summary>A record for a rule to look at, wherever it lies.</summary>
    public async Task<T?> FindAsync<T>(RecordKind<T> kind, string name)
        where T : class, IMessage<T>, new() =>
        await ReadAsync(kind.Collection, name) is { } document ? RecordDocument.Read(kind, document) : null;

    /// <summary>A record that the caller names: one that lies out of their sight is as if it were not there.</summary>
    /// <param name="etag">The version that the caller saw; empty to take whatever stands.</param>
    public async Task<T> GetAsync<T>(RecordKind<T> kind, string name, string etag = "")
        where T : class, IMessage<T>, new()
    {
        var document = await ReadAsync(kind.Collection, name) ?? throw Refusals.NotFound(name);
        var record = RecordDocument.Read(kind, document);
        if (!kind.IsInSight(record))
            throw Refusals.NotFound(name);
        RequireSeen(kind, name, etag);
        return record;
    }

    /// <summary>A record, and whatever went into it, and into those.</summary>
    public async Task<IReadOnlyList<string>> TreeAsync<T>(RecordKind<T> kind, string name, Func<T, IEnumerable<string>> parts)
        where T : class, IMessage<T>, new()
    {
        List<string> tree = [name];
        for (var i = 0; i < tree.Count; i++)
        {
            if (await FindAsync(kind, tree[i]) is { } record)
                tree.AddRange(parts(record).Except(tree));
        }

        return tree;
    }

    /// <summary>The names of the records of a kind with a key, the last in the order first.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(RecordKind kind, KeyFilter filter, string orderField)
    {
        var names = new List<string>();
        PageStart? after = null;
        do
        {
            var page = await _store.QueryAsync(new(kind.Collection, [filter], orderField, Descending: true, PageSize, after) { IsWithoutPersons = true }, _ct);
            names.AddRange(page.Documents.Select(document => document.Name));
            after = page.Next;
        }
        while (after is not null);
        return names;
    }

    /// <summary>Refuses a change of another version of a record, read here before, than the caller saw.</summary>
    /// <param name="etag">That version; empty to take whatever stands.</param>
    public void RequireSeen(RecordKind kind, string name, string etag)
    {
        var version = _read[(kind.Collection, name)]!.Version;
        if (RecordDocument.VersionOf(etag) is { } seen && seen != version)
            throw Refusals.StaleEtag(name, RecordDocument.EtagOf(version));
    }

    /// <summary>Stores a new record, or the next version of one that was read here.</summary>
    /// <param name="record">Its server fields are cleared. Nobody else may hold it.</param>
    /// <param name="verb">What was done, in a word: `registered`.</param>
    /// <param name="about">The keys of the person whom the reason is about; null when it is about none of the record's.</param>
    public void Save<T>(RecordKind<T> kind, T record, string verb, string reason = "", IReadOnlyList<string>? about = null)
        where T : class, IMessage<T>, new()
    {
        var name = kind.NameOf(record);
        if (RecordDocument.IsErased(record) && verb != Erased)
            throw Refusals.WrongState(name, "erased", verb);
        IsAnyPutOutside |= IsPutOutside(kind, name, record);
        var before = _read.GetValueOrDefault((kind.Collection, name));
        var version = before?.Version ?? 0;
        kind.Stamp(record, new ServerFields("", null, null));
        var cleared = kind.IsFed || kind.IsSealed ? RecordDocument.Cleared(record) : record;
        var isPersonal = kind.IsSealed && PersonalFields.AnyIn(record);
        var (whole, parts) = isPersonal ? kind.Parted(record) : (null, []);
        Writes.Add(new(kind.Collection, name, version, RecordDocument.Text(isPersonal ? cleared : record), kind.KeysOf(record, _tokens), reason, verb)
        {
            Whole = whole,
            Key = kind.SealedWith is { } owner ? owner(record) : verb == Renewed ? null : before?.Key,
            Parts = parts,
            ReasonKeys = about ?? [],
        });
        if (kind.IsFed)
            Events.Add(new(name, version + 1, verb, RecordDocument.State(cleared)));
    }

    /// <summary>
    /// The next number of a series, from 1, without gaps: it is used when the commit succeeds and not otherwise. A request
    /// takes numbers of one series only.
    /// </summary>
    public async Task<long> NextNumberAsync(string series)
    {
        if (_turn is not null)
            throw new InvalidOperationException("A request takes one number.");
        _turn = await _numbers.EnterAsync(series, _ct);
        Writes.Add(new(NumberSeries.Collection, series, _turn.Number - 1, _turn.Number.ToString(CultureInfo.InvariantCulture), []));
        return _turn.Number;
    }

    /// <summary>Takes a name that one record only may have, such as that of the item in its custody. It is taken when the commit succeeds.</summary>
    /// <returns>False when it is taken already.</returns>
    public async Task<bool> TakeAsync(string name)
    {
        if (await ReadAsync(Taken, name) is not null)
            return false;
        Writes.Add(new(Taken, name, 0, "true", []));
        return true;
    }

    /// <summary>
    /// Refers to a record of another service, which may be erased there at the same time: of a reference and <see cref="ForgetAsync"/> one is
    /// committed first, and the other is done again.
    /// </summary>
    /// <exception cref="RefusalException">It was erased.</exception>
    public async Task ReferAsync(string subject)
    {
        if ((await MarkOfAsync(subject))?.Body == Forgotten)
            throw Refusals.WrongState(subject, "erased", "referred to");
        Mark(subject, Known);
    }

    /// <summary>Lets nothing refer to a record of another service from the commit on.</summary>
    public async Task ForgetAsync(string subject)
    {
        if ((await MarkOfAsync(subject))?.Body != Forgotten)
            Mark(subject, Forgotten);
    }

    /// <summary>The mark of something that is no record of this service; null when it has none.</summary>
    internal Task<StoredDocument?> MarkOfAsync(string subject) => ReadAsync(Referred, subject);

    /// <inheritdoc cref="MarkOfAsync"/>
    internal static Task<StoredDocument?> MarkOfAsync(IDocumentStore store, string subject, CancellationToken ct) => store.FindAsync(Referred, subject, ct);

    /// <summary>
    /// Marks something whose mark was read here, in the same way or another: of two requests that do so one is committed first, and the other is
    /// done again.
    /// </summary>
    /// <param name="mark">JSON.</param>
    internal void Mark(string subject, string mark)
    {
        DocumentWrite write = new(Referred, subject, _read[(Referred, subject)]?.Version ?? 0, mark, []);
        if (_marks.TryAdd(subject, Writes.Count))
            Writes.Add(write);
        else
            Writes[_marks[subject]] = write;
    }

    /// <summary>Whether the document was made here without having looked whether there was one.</summary>
    internal bool IsBlind(string collection, string name) => collection != NumberSeries.Collection && !_read.ContainsKey((collection, name));

    internal DateTimeOffset CreateTimeOf(string collection, string name) => _read.GetValueOrDefault((collection, name))?.CreateTime ?? Time;

    /// <summary>The commit is queued, and whoever waits for a number of the same series may have the next.</summary>
    internal void Queued() => _turn?.Queued();

    internal void Committed() => _turn?.Committed();

    public void Dispose() => _turn?.Dispose();

    // Whoever hands a record over loses sight of it, and a rule changes records wherever they lie: only the place counts.
    private bool IsPutOutside<T>(RecordKind<T> kind, string name, T record)
        where T : class, IMessage<T>, new() =>
        !kind.IsInSight(record)
        && (_read.GetValueOrDefault((kind.Collection, name)) is not { } before || kind.Place!.Area(RecordDocument.Read(kind, before)) != kind.Place.Area(record));

    private async Task<StoredDocument?> ReadAsync(string collection, string name)
    {
        if (_read.TryGetValue((collection, name), out var document))
            return document;
        if (collection is not (Taken or Referred))
            AuditTrail.Saw(_store, name);
        _read.Add((collection, name), document = await _store.FindAsync(collection, name, _ct));
        return document;
    }
}
