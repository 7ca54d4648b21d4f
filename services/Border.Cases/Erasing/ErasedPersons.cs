using System.Runtime.CompilerServices;
using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Erasing;

/// <summary>
/// Erases what cases say of persons who were erased. Each step may be done again: first no case can name them any more, then the cases that
/// say it of them under other names alone are emptied of it, then the keys are destroyed, then the cases that name them are emptied.
/// </summary>
internal sealed class ErasedPersons(
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    [FromKeyedServices(CasesModule.Service)] RecordErasure keys,
    RecordStore<Erasure> erasures,
    RecordStore<LegalHold> holds,
    NamingCases naming,
    ILogger<ErasedPersons> logger)
{
    private const string Actor = "border-cases";
    private const int Page = 100;

    private static readonly RecordKind<Erasure> Kind = ErasureKinds.Erasures;

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
        var records = other.Records.Where(CaseParts.MayBeOf).ToList();
        await TurnAsync(name, session => TurnAsync(
            session, new() { Name = name, Follows = other.Name, FollowedNumber = other.Number, Reason = other.Reason, Records = { records } }, ct), ct);
    }

    /// <summary>Carries out what was taken over, and is neither carried out yet nor held.</summary>
    public async Task CarryOutAsync(CancellationToken ct)
    {
        foreach (var erasure in await AllAsync(ErasureState.Held, ct))
        {
            var held = await HeldByAsync(
                erasure, async name => await holds.FindAnywhereAsync(ErasureKinds.HoldOf(name), ct) is { IsLifted: false }, ct);
            if (!held.SequenceEqual(erasure.HeldBy))
                await TurnAsync(erasure.Name, async session => await TurnAsync(session, await session.GetAsync(Kind, erasure.Name), ct), ct);
        }

        foreach (var erasure in await AllAsync(ErasureState.UnderWay, ct))
            await CarryOutAsync(erasure, ct);
    }

    /// <summary>Whether a case is about to lose what it says of a person.</summary>
    public async Task<bool> IsEmptyingAsync(string name, CancellationToken ct)
    {
        foreach (var erasure in await AllAsync(ErasureState.UnderWay, ct))
        {
            if (await NamingAsync(erasure, ct).AnyAsync(record => record.Name == name, ct))
                return true;
        }

        return false;
    }

    private async Task CarryOutAsync(Erasure erasure, CancellationToken ct)
    {
        var persons = erasure.Records.ToHashSet(StringComparer.Ordinal);
        var others = await naming.OtherKeysAsync(persons, ct);
        await EmptyUnnamedAsync(persons, others, ct);
        persons.UnionWith(others);
        await keys.DestroyAsync(persons, ct);
        // Until none is found: a merge may have brought one in behind.
        while (await naming.SomeAsync(persons, ct) is { Count: > 0 } found)
        {
            foreach (var record in found)
                await EmptyAsync(record.Name, persons, ct);
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

    // A case that names one of the persons leads to these: should the process end in between, it does so again.
    private async Task EmptyUnnamedAsync(IReadOnlySet<string> persons, IReadOnlySet<string> others, CancellationToken ct)
    {
        for (var isAny = true; isAny;)
        {
            isAny = false;
            await foreach (var record in naming.EachAsync(others, ct))
            {
                if (CaseParts.SubjectsOf(record).Any(persons.Contains) || !CaseParts.Of(record).Any(part => part.Keys.Any(others.Contains)))
                    continue;
                await EmptyAsync(record.Name, others, ct);
                isAny = true;
            }
        }
    }

    private Task<Written<Case>> EmptyAsync(string name, IReadOnlySet<string> names, CancellationToken ct) => work.RunAsync(
        New(name),
        CaseKind.Records,
        async session =>
        {
            var record = await session.GetAsync(CaseKind.Records, name);
            CaseParts.Erase(record, names, session.Time);
            session.Save(CaseKind.Records, record, "suspect_erased");
            return record;
        },
        ct);

    // The commit by which it is under way is the last after which a case could name one of them, and before which a hold keeps what it says.
    private async Task<Erasure> TurnAsync(RecordSession session, Erasure erasure, CancellationToken ct)
    {
        var held = await HeldByAsync(erasure, name => HoldMarks.IsHeldAsync(session, name), ct);
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

    // All cases that would lose something, under whichever key.
    private async IAsyncEnumerable<Case> NamingAsync(Erasure erasure, [EnumeratorCancellation] CancellationToken ct)
    {
        var names = erasure.Records.ToHashSet(StringComparer.Ordinal);
        names.UnionWith(await naming.OtherKeysAsync(names, ct));
        await foreach (var record in naming.EachAsync(names, ct))
            yield return record;
    }

    private async Task<IReadOnlyList<string>> HeldByAsync(Erasure erasure, Func<string, Task<bool>> isHeld, CancellationToken ct)
    {
        var held = new List<string>();
        await foreach (var record in NamingAsync(erasure, ct))
        {
            if (await isHeld(record.Name))
                held.Add(record.Name);
        }

        return held;
    }

    // A case's own erasure may be under way too, which whoever began it goes on with.
    private async Task<IReadOnlyList<Erasure>> AllAsync(ErasureState state, CancellationToken ct) =>
        await erasures.EachAsync(new RecordFilters().Choice("state", state).All, ErasureKinds.ByNumber, Page, ct).Where(erasure => erasure.Follows.Length > 0).ToListAsync(ct);

    private static WriteCall New(string name) => new(new FollowErasureRequest { Name = name, RequestId = Guid.CreateVersion7().ToString("n") }, Actor);
}
