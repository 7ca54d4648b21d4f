using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Type.V1;
using Microsoft.Extensions.Options;
using static Border.ServiceDefaults.Erasing.ErasureKinds;

namespace Border.ServiceDefaults.Erasing;

/// <summary>The use cases of erasing, and of what forbids it, for the records of all services of this process.</summary>
internal sealed class ErasureRegister(IEnumerable<ErasureSource> sources, PageTokens tokens, IOptions<RetentionOptions> options)
{
    private const int Page = 100;
    private const int MostNamed = 20;
    private const string Actor = "border-erasures";

    /// <summary>
    /// Enters what is erased and empties the records in one commit, or in several when there are many, and destroys their keys after each:
    /// should the process end in between, the same request, or the next start, goes on.
    /// </summary>
    public async Task<Erasure> EraseAsync(EraseRecordRequest request, string actor, CancellationToken ct)
    {
        RequireOwnId(request.ErasureId);
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(new(request, actor), ErasureKinds.Erasures, session => BeginAsync(session, source, kind, request, actor), ct);
        return await GoOnAsync(source, written.Record, actor);
    }

    /// <summary>Proposes what somebody else is to carry out. Nothing is erased by it.</summary>
    public async Task<Erasure> ProposeAsync(ProposeErasureRequest request, string actor, CancellationToken ct)
    {
        RequireOwnId(request.ErasureId);
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            ErasureKinds.Erasures,
            async session =>
            {
                await RequireAsync(session, kind, request.Name);
                await RequireNotHeldAsync(session, request.Name, [request.Name]);
                var erasure = New(request.ErasureId, request.Name, request.Reason);
                (erasure.State, erasure.Proposer) = (ErasureState.Proposed, actor);
                session.Save(ErasureKinds.Erasures, erasure, "proposed", request.Reason);
                return erasure;
            },
            ct);
        return written.Record;
    }

    public async Task<ListErasuresResponse> ListAsync(ListErasuresRequest request, CancellationToken ct)
    {
        var source = sources.FirstOrDefault(source => source.Service == request.Service) ?? throw Refusals.NotFound($"service {request.Service}");
        var filters = new RecordFilters().Choice("state", request.State).All.ToList();
        if (request.FromNumber > 0)
            filters.Add(new KeyFilter.NumberRange("order", request.FromNumber, null));
        var (erasures, next) = await StoreOf(source).ListAsync(request, request.PageToken, request.PageSize, ByNumber, filters, ct);
        return new() { Erasures = { erasures }, NextPageToken = next };
    }

    /// <summary>Destroys again the keys of all that was ever erased.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        foreach (var source in sources)
        {
            await foreach (var erasure in StoreOf(source).EachAsync([], ByNumber, Page, ct))
            {
                ct.ThrowIfCancellationRequested();
                if (erasure.State is ErasureState.Unspecified or ErasureState.Done)
                    await source.Keys.DestroyAsync(erasure.Records, ct);
                else if (erasure.State == ErasureState.UnderWay && erasure.Follows.Length == 0)
                    await GoOnAsync(source, erasure, Actor);
            }
        }
    }

    public Task<LegalHold> HoldAsync(PlaceLegalHoldRequest request, string actor, CancellationToken ct) => TurnHoldAsync(
        new(request, actor),
        request.Name,
        "placed",
        hold => hold is { IsLifted: false }
            ? throw Refusals.WrongState(request.Name, "held", "held again")
            : new() { Name = HoldOf(request.Name), Record = request.Name, Reason = request.Reason },
        ct);

    public Task<LegalHold> LiftAsync(LiftLegalHoldRequest request, string actor, CancellationToken ct) => TurnHoldAsync(
        new(request, actor),
        request.Name,
        "lifted",
        hold =>
        {
            if (hold is null)
                throw Refusals.NotFound($"legal hold of {request.Name}");
            if (hold.IsLifted)
                throw Refusals.WrongState(request.Name, "not held", "released");
            (hold.IsLifted, hold.Reason) = (true, request.Reason);
            return hold;
        },
        ct);

    private async Task<LegalHold> TurnHoldAsync(WriteCall call, string name, string verb, Func<LegalHold?, LegalHold> turn, CancellationToken ct)
    {
        var (source, kind) = HomeOf(name);
        var written = await source.Work.RunAsync(
            call,
            Holds,
            async session =>
            {
                await RequireAsync(session, kind, name);
                var hold = turn(await session.FindAsync(Holds, HoldOf(name)));
                session.Save(Holds, hold, verb, hold.Reason);
                return hold;
            },
            ct);
        return written.Record;
    }

    // Whoever asked may be gone: what was begun is brought to its end.
    private async Task<Erasure> GoOnAsync(ErasureSource source, Erasure erasure, string actor)
    {
        await source.Keys.DestroyAsync(erasure.Records, CancellationToken.None);
        while (erasure.State == ErasureState.UnderWay)
        {
            if (await StoreOf(source).GetAsync(erasure.Name, CancellationToken.None) is { State: ErasureState.Done } done)
            {
                await source.Keys.DestroyAsync(done.Records, CancellationToken.None);
                return done;
            }

            erasure = await GoOnOnceAsync(source, erasure, actor);
        }

        return erasure;
    }

    private async Task<Erasure> GoOnOnceAsync(ErasureSource source, Erasure erasure, string actor)
    {
        FollowErasureRequest request = new() { Name = erasure.Name, RequestId = Guid.NewGuid().ToString("n") };
        try
        {
            var written = await source.Work.RunAsync(new(request, actor), ErasureKinds.Erasures, session => GoOnAsync(session, source, request.Name), CancellationToken.None);
            await source.Keys.DestroyAsync([.. written.Record.Records.Except(erasure.Records)], CancellationToken.None);
            return written.Record;
        }
        catch (RefusalException refusal) when (refusal.Reason == ErrorReason.WrongState)
        {
            // Another did the last of it meanwhile, which is found next.
            return erasure;
        }
    }

    private async Task<Erasure> GoOnAsync(RecordSession session, ErasureSource source, string name)
    {
        var erasure = await session.GetAsync(ErasureKinds.Erasures, name);
        if (erasure.State != ErasureState.UnderWay)
            throw Refusals.WrongState(name, "done", "gone on with");
        await EraseAsync(session, source, erasure, await NamesAsync(session, HomeOf(erasure.Record).Kind, erasure.Record));
        session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased, erasure.Reason);
        return erasure;
    }

    private async Task<Erasure> BeginAsync(RecordSession session, ErasureSource source, Erasable kind, EraseRecordRequest request, string actor)
    {
        await RequireAsync(session, kind, request.Name);
        var names = await NamesAsync(session, kind, request.Name);
        await RequireNotHeldAsync(session, request.Name, names);
        var erasure = await ProposedAsync(session, request, actor);
        await EraseAsync(session, source, erasure, names);
        if (erasure.Records.Count == 0)
            throw Refusals.WrongState(request.Name, "erased", "erased");
        session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased, request.Reason);
        return erasure;
    }

    private async Task<Erasure> ProposedAsync(RecordSession session, EraseRecordRequest request, string actor)
    {
        var fresh = New(request.ErasureId, request.Name, request.Reason);
        var proposed = await session.FindAsync(ErasureKinds.Erasures, fresh.Name);
        if (proposed is not null && (proposed.State != ErasureState.Proposed || proposed.Record != request.Name))
            throw Refusals.RecordExists(fresh.Name);
        if (options.Value.SecondPerson && (proposed is null || proposed.Proposer == actor))
            throw Refusals.RuleBroken($"{request.Name} is erased by two persons: one proposes it, and another carries it out by the id of the proposal.");
        if (proposed is not null)
            proposed.Reason = request.Reason;
        return proposed ?? fresh;
    }

    private static Erasure New(string id, string record, string reason) =>
        new() { Name = $"{ErasureKinds.Erasures.Collection}/{id}", Reason = reason, Record = record };

    private static void RequireOwnId(string id)
    {
        if (id.StartsWith(Followed, StringComparison.Ordinal))
            throw Refusals.InvalidField("erasure_id", $"must not begin with {Followed}");
    }

    // Whoever asks is told of all that keeps it, also of what only goes with it.
    private static async Task RequireNotHeldAsync(RecordSession session, string asked, IReadOnlyList<string> names)
    {
        var held = new List<string>();
        foreach (var name in names)
        {
            if (await session.FindAsync(Holds, HoldOf(name)) is { IsLifted: false })
                held.Add(name);
        }

        if (held.Count > 0)
            throw Refusals.WrongState(asked, held is [var only] && only == asked ? "under a legal hold" : $"kept by a legal hold on {string.Join(", ", held.Take(MostNamed))}", "erased");
    }

    // Those that were erased before are left as they are. It is numbered when it is done: whoever follows it does so once.
    private async Task EraseAsync(RecordSession session, ErasureSource source, Erasure erasure, IReadOnlyList<string> names)
    {
        var room = options.Value.ErasedAtOnce;
        erasure.State = ErasureState.Done;
        foreach (var name in names.Except(erasure.Records).ToList())
        {
            if (room == 0)
            {
                erasure.State = ErasureState.UnderWay;
                return;
            }

            if (await source.Records[CollectionOf(name)].EraseAsync(session, name, erasure.Reason))
            {
                erasure.Records.Add(name);
                room--;
            }
        }

        erasure.Number = await session.NextNumberAsync(Series);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(RecordSession session, Erasable kind, string name) =>
        kind.With is null ? [name] : [name, .. (await kind.With(session, name)).Except([name])];

    private static async Task RequireAsync(RecordSession session, Erasable kind, string name)
    {
        if (!await kind.Kind.IsKnownAsync(session, name))
            throw Refusals.NotFound(name);
    }

    private (ErasureSource Source, Erasable Kind) HomeOf(string name)
    {
        var collection = CollectionOf(name);
        return sources.SelectMany(source => source.Kinds.Select(kind => (source, kind))).FirstOrDefault(home => home.kind.Kind.Collection == collection) is { source: not null } home
            ? home
            : throw Refusals.NotFound(name);
    }

    private static string CollectionOf(string name) => name[..name.IndexOf('/', StringComparison.Ordinal)];

    private RecordStore<Erasure> StoreOf(ErasureSource source) => new(source.Store, ErasureKinds.Erasures, source.Work, tokens);
}
