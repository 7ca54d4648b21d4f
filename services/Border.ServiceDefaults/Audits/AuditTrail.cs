using Border.Audits;
using Border.Storage;
using Google.Protobuf;

namespace Border.ServiceDefaults.Audits;

/// <summary>
/// What the audit log is to be told of the call under way. Whoever reads a record for it says so here; what reads and writes
/// records for the services does so by itself.
/// </summary>
public sealed class AuditTrail
{
    private static readonly AsyncLocal<AuditTrail?> Ambient = new();

    // Work of the process itself, such as a timer's.
    private static readonly AuditCall Own = new("", AuditAction.Alteration, "", "", "", "", []);

    private readonly Lock _gate = new();
    private List<(IDocumentStore Store, string Name)> _seen = [];

    internal AuditTrail(AuditCall call) => Call = call;

    /// <summary>Null in what the process does by itself.</summary>
    internal static AuditTrail? Current => Ambient.Value;

    internal AuditCall Call { get; }

    /// <summary>A commit has entered the call already.</summary>
    internal bool IsEntered { get; private set; }

    internal bool IsRepeated { get; private set; }

    internal bool HasSeen
    {
        get
        {
            lock (_gate)
                return _seen.Count > 0;
        }
    }

    /// <summary>Tells that the call is about a record, whether or not there is one of that name.</summary>
    public static void Saw(IDocumentStore store, string name) => Ambient.Value?.Add(store, name);

    /// <summary>Tells that a write gave a record again, since the same request had been carried out before.</summary>
    internal static void Repeated(IDocumentStore store, string name)
    {
        Saw(store, name);
        if (Ambient.Value is { } trail)
            trail.IsRepeated = true;
    }

    /// <summary>What a commit for a request tells the audit log.</summary>
    /// <param name="records">The records that it makes or changes.</param>
    public static AuditNote NoteOf(IMessage request, IEnumerable<string> records)
    {
        var (method, action) = AuditMethods.Of(request);
        return (Ambient.Value?.Call ?? Own).Note(method, action, [.. records]);
    }

    /// <summary>Tells that the call was about nothing that anybody could learn or change by it, and leaves no entry.</summary>
    public static void ToldNothing() => Entered();

    /// <summary>Tells that a commit has entered the call.</summary>
    internal static void Entered()
    {
        if (Ambient.Value is { } trail)
            trail.IsEntered = true;
    }

    /// <summary>From here on, in this flow of execution, it is the trail of this call.</summary>
    internal static AuditTrail Begin(AuditCall call) => Ambient.Value = new AuditTrail(call);

    /// <summary>From here on there is a trail of its own for one of the requests of the call's stream. Null outside of a call.</summary>
    internal static AuditTrail? BeginWithin() => Ambient.Value is { } whole ? Begin(whole.Call) : null;

    /// <summary>The records that were told since this was asked last, by their stores.</summary>
    internal ILookup<IDocumentStore, string> TakeSeen()
    {
        lock (_gate)
        {
            var seen = _seen;
            _seen = [];
            return seen.Distinct().ToLookup(pair => pair.Store, pair => pair.Name);
        }
    }

    private void Add(IDocumentStore store, string name)
    {
        lock (_gate)
            _seen.Add((store, name));
    }
}

/// <summary>Who calls what from where, and why.</summary>
/// <param name="Asked">The records that the request itself names; they are told when nothing else is.</param>
internal sealed record AuditCall(string Method, AuditAction Action, string Actor, string Roles, string Purpose, string Address, IReadOnlyList<string> Asked)
{
    public AuditNote Note(string method, AuditAction action, IReadOnlyList<string> records, string outcome = AuditNote.Done) => new()
    {
        Action = action.ToString().ToLowerInvariant(),
        Method = method,
        Records = records,
        Roles = Roles,
        Purpose = Purpose,
        Outcome = outcome,
        Address = Address,
    };
}
