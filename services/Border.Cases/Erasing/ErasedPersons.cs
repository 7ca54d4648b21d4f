using System.Runtime.CompilerServices;
using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Cases.Erasing;

/// <summary>
/// Erases what cases say of persons who were erased. Each step may be done again: first no case can name them any more, then their keys are
/// destroyed, then the cases that name them are emptied of it.
/// </summary>
internal sealed class ErasedPersons(
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    [FromKeyedServices(CasesModule.Service)] RecordErasure keys,
    RecordStore<Erasure> erasures,
    RecordStore<LegalHold> holds,
    RecordStore<Case> cases,
    ILogger<ErasedPersons> logger)
{
    private const string Actor = "border-cases";
    private const int Page = 100;

    private static readonly RecordKind<Erasure> Kind = ErasureKinds.Erasures;
    private static readonly ListOrder LatestFirst = new("register_time", Descending: true);
    // Cases that were written last before all their subjects were a key have those who are suspected.
    private static readonly string[] Keys = ["subject", "person"];

    private static readonly string[] Collections = ["persons/", "interceptions/"];

    /// <summary>The number of the erasure that was taken over last; 0 for none.</summary>
    public async Task<long> LastAsync(CancellationToken ct) =>
        await erasures.QueryAsync([], new("followed", Descending: true), 1, ct) is [var last] ? last.FollowedNumber : 0;

    /// <summary>Takes over what was erased in Persons. It may come again.</summary>
    public async Task FollowAsync(Erasure other, CancellationToken ct)
    {
        // One of many records has a number when it is done.
        if (other.State is not (ErasureState.Unspecified or ErasureState.Done))
            return;
        var name = ErasureKinds.FollowerOf(other.Name);
        if (await erasures.FindAnywhereAsync(name, ct) is not null)
            return;
        var records = other.Records.Where(record => Collections.Any(prefix => record.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        var held = await HeldByAsync(records, ct);
        await TurnAsync(name, session => TurnAsync(
            session, new() { Name = name, Follows = other.Name, FollowedNumber = other.Number, Reason = other.Reason, Records = { records } }, held), ct);
    }

    /// <summary>Carries out what was taken over, and is neither carried out yet nor held.</summary>
    public async Task CarryOutAsync(CancellationToken ct)
    {
        foreach (var erasure in await AllAsync(ErasureState.Held, ct))
        {
            var held = await HeldByAsync([.. erasure.Records], ct);
            if (!held.SequenceEqual(erasure.HeldBy))
                await TurnAsync(erasure.Name, async session => await TurnAsync(session, await session.GetAsync(Kind, erasure.Name), held), ct);
        }

        foreach (var erasure in await AllAsync(ErasureState.UnderWay, ct))
            await CarryOutAsync(erasure, ct);
    }

    private async Task CarryOutAsync(Erasure erasure, CancellationToken ct)
    {
        var persons = erasure.Records.ToHashSet(StringComparer.Ordinal);
        List<string> destroyed = [.. persons];
        await foreach (var record in NamingAsync(persons, ct))
            destroyed.AddRange(CaseParts.OtherKeysOf(record, persons));
        await keys.DestroyAsync([.. destroyed.Distinct()], ct);
        var emptied = persons.Union(destroyed).ToHashSet(StringComparer.Ordinal);
        // Until none is found: a merge may have brought one in behind.
        foreach (var key in Keys)
        {
            while (await cases.QueryAsync(Naming(key, emptied), LatestFirst, Page, ct) is { Count: > 0 } found)
            {
                foreach (var record in found)
                    await EmptyAsync(record.Name, emptied, ct);
            }
        }

        await TurnAsync(
            erasure.Name,
            async session =>
            {
                var done = await session.GetAsync(Kind, erasure.Name);
                done.State = ErasureState.Done;
                return done;
            },
            ct);
    }

    private Task<Written<Case>> EmptyAsync(string name, IReadOnlySet<string> persons, CancellationToken ct) => work.RunAsync(
        New(name),
        CaseKind.Records,
        async session =>
        {
            var record = await session.GetAsync(CaseKind.Records, name);
            CaseParts.Erase(record, persons, session.Time);
            session.Save(CaseKind.Records, record, "suspect_erased");
            return record;
        },
        ct);

    // The commit by which it is under way is the last after which a case could name one of them.
    private async Task<Erasure> TurnAsync(RecordSession session, Erasure erasure, IReadOnlyList<string> held)
    {
        erasure.HeldBy.Clear();
        erasure.HeldBy.Add(held);
        erasure.State = held.Count > 0 ? ErasureState.Held : ErasureState.UnderWay;
        if (held.Count > 0)
        {
            logger.LogWarning("{Erasure} is held by {Count} cases under a legal hold.", erasure.Name, held.Count);
        }
        else
        {
            foreach (var person in erasure.Records)
                await session.ForgetAsync(person);
        }

        return erasure;
    }

    private Task<Written<Erasure>> TurnAsync(string name, Func<RecordSession, Task<Erasure>> turn, CancellationToken ct) => work.RunAsync(
        New(name),
        Kind,
        async session =>
        {
            var erasure = await turn(session);
            session.Save(Kind, erasure, erasure.State switch { ErasureState.Done => RecordSession.Erased, ErasureState.Held => "held", _ => "begun" });
            return erasure;
        },
        ct);

    private async Task<IReadOnlyList<string>> HeldByAsync(IReadOnlyCollection<string> persons, CancellationToken ct)
    {
        var held = new List<string>();
        await foreach (var record in NamingAsync(persons, ct))
        {
            if (await holds.FindAnywhereAsync(ErasureKinds.HoldOf(record.Name), ct) is { IsLifted: false })
                held.Add(record.Name);
        }

        return held;
    }

    private async IAsyncEnumerable<Case> NamingAsync(IReadOnlyCollection<string> persons, [EnumeratorCancellation] CancellationToken ct)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in Keys)
        {
            await foreach (var record in cases.EachAsync(Naming(key, persons), LatestFirst, Page, ct))
            {
                if (told.Add(record.Name))
                    yield return record;
            }
        }
    }

    private static KeyFilter[] Naming(string key, IReadOnlyCollection<string> persons) => [new KeyFilter.AnyLookup(key, [.. persons])];

    private async Task<IReadOnlyList<Erasure>> AllAsync(ErasureState state, CancellationToken ct) =>
        await erasures.EachAsync(new RecordFilters().Choice("state", state).All, ErasureKinds.ByNumber, Page, ct).ToListAsync(ct);

    private static WriteCall New(string name) => new(new FollowErasureRequest { Name = name, RequestId = Guid.CreateVersion7().ToString("n") }, Actor);
}
