using System.Security.Cryptography;
using System.Text;
using Border.Persons.Interceptions;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Erasing;

/// <summary>The use cases of erasing, and of what forbids it.</summary>
internal sealed class ErasureRegister(
    RecordStore<Interception> interceptions,
    RecordStore<Erasure> erasures,
    [FromKeyedServices(PersonsModule.Service)] RecordWork work,
    [FromKeyedServices(PersonsModule.Service)] RecordErasure keys)
{
    /// <summary>The most records of one erasure.</summary>
    private const int MaxRecords = 1000;

    private const int Page = 100;

    public static readonly RecordKind<Erasure> Kind = new(
        "erasures",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        _ => [IndexKey.Number("order", 0)])
    {
        IsFed = false,
    };

    private static readonly RecordKind<LegalHold> Holds = new(
        "legal-holds",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Text("record", record.Record)])
    {
        IsFed = false,
    };

    /// <summary>
    /// Enters what is erased and empties the records in one commit, and destroys their keys after it: should the process end in between, the
    /// same request, or the next start, destroys them.
    /// </summary>
    public async Task<Erasure> EraseAsync(EraseRecordRequest request, string actor, CancellationToken ct)
    {
        var written = await work.RunAsync(new(request, actor), Kind, session => EraseAsync(session, request, ct), ct);
        await keys.DestroyAsync(written.Record.Records, CancellationToken.None);
        return written.Record;
    }

    /// <summary>Destroys again the keys of all that was ever erased.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await foreach (var erasure in erasures.EachAsync([], new("order", Descending: false), Page, ct))
            await keys.DestroyAsync(erasure.Records, ct);
    }

    public async Task<LegalHold> HoldAsync(PlaceLegalHoldRequest request, string actor, CancellationToken ct) => (await work.RunAsync(
        new(request, actor),
        Holds,
        async session =>
        {
            await RequireAsync(session, request.Name);
            var hold = await session.FindAsync(Holds, HoldOf(request.Name));
            if (hold is { IsLifted: false })
                throw Refusals.WrongState(request.Name, "held", "held again");
            hold = new() { Name = HoldOf(request.Name), Record = request.Name, Reason = request.Reason };
            session.Save(Holds, hold, "placed", request.Reason);
            return hold;
        },
        ct)).Record;

    public async Task<LegalHold> LiftAsync(LiftLegalHoldRequest request, string actor, CancellationToken ct) => (await work.RunAsync(
        new(request, actor),
        Holds,
        async session =>
        {
            var hold = await session.FindAsync(Holds, HoldOf(request.Name)) ?? throw Refusals.NotFound($"legal hold of {request.Name}");
            if (hold.IsLifted)
                throw Refusals.WrongState(request.Name, "not held", "released");
            (hold.IsLifted, hold.Reason) = (true, request.Reason);
            session.Save(Holds, hold, "lifted", request.Reason);
            return hold;
        },
        ct)).Record;

    private async Task<Erasure> EraseAsync(RecordSession session, EraseRecordRequest request, CancellationToken ct)
    {
        await RequireAsync(session, request.Name);
        var persons = request.Name.StartsWith($"{PersonRegister.Collection}/", StringComparison.Ordinal) ? await TreeAsync(session, request.Name) : [];
        var met = persons.Count == 0 ? [request.Name] : await EncountersAsync(persons, ct);
        if (persons.Count + met.Count > MaxRecords)
            throw Refusals.RuleBroken($"There are more than {MaxRecords} records of the person. Erase their interceptions first.");
        foreach (var name in persons.Concat(met))
        {
            if (await session.FindAsync(Holds, HoldOf(name)) is { IsLifted: false })
                throw Refusals.WrongState(name, "under a legal hold", "erased");
        }

        var time = Timestamp.FromDateTimeOffset(session.Time);
        var erased = new List<string>();
        foreach (var name in persons)
            await EmptyAsync(session, PersonRegister.Kind, name, record => record.EraseTime ??= time, erased, request.Reason);
        foreach (var name in met)
            await EmptyAsync(session, InterceptionRegister.Kind, name, record => record.EraseTime ??= time, erased, request.Reason);
        if (erased.Count == 0)
            throw Refusals.WrongState(request.Name, "erased", "erased");
        var erasure = new Erasure { Name = $"{Kind.Collection}/{request.ErasureId}", Records = { erased }, Reason = request.Reason };
        session.Save(Kind, erasure, RecordSession.Erased, request.Reason);
        return erasure;
    }

    // Those that were erased before are left as they are.
    private static async Task EmptyAsync<T>(
        RecordSession session, RecordKind<T> kind, string name, Action<T> mark, List<string> erased, string reason)
        where T : class, IMessage<T>, new()
    {
        var record = await session.GetAsync(kind, name);
        if (RecordSession.IsErased(record))
            return;
        PersonalFields.Clear(record);
        mark(record);
        session.Save(kind, record, RecordSession.Erased, reason);
        erased.Add(name);
    }

    private static async Task<List<string>> TreeAsync(RecordSession session, string name)
    {
        List<string> tree = [name];
        for (var i = 0; i < tree.Count; i++)
            tree.AddRange((await session.GetAsync(PersonRegister.Kind, tree[i])).Merged.Except(tree));
        return tree;
    }

    private async Task<IReadOnlyList<string>> EncountersAsync(IReadOnlyList<string> persons, CancellationToken ct)
    {
        KeyFilter[] ofThem = [new KeyFilter.AnyLookup("person", persons)];
        var found = await interceptions.QueryAsync(ofThem, new("intercept_time", Descending: true), MaxRecords, ct);
        return [.. found.Select(record => record.Name)];
    }

    private static async Task RequireAsync(RecordSession session, string name)
    {
        object? record = name[..name.IndexOf('/', StringComparison.Ordinal)] switch
        {
            PersonRegister.Collection => await session.FindAsync(PersonRegister.Kind, name),
            InterceptionRegister.Collection => await session.FindAsync(InterceptionRegister.Kind, name),
            _ => null,
        };
        if (record is null)
            throw Refusals.NotFound(name);
    }

    private static string HoldOf(string record) => $"{Holds.Collection}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record)).AsSpan(0, 16))}";
}
