using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;
using static Border.ServiceDefaults.Erasing.ErasureKinds;

namespace Border.ServiceDefaults.Erasing;

/// <summary>The use cases of erasing, and of what forbids it, for the records of all services of this process.</summary>
internal sealed class ErasureRegister(IEnumerable<ErasureSource> sources, PageTokens tokens)
{
    /// <summary>The most records of one erasure.</summary>
    public const int MaxRecords = 1000;

    private const int Page = 100;

    /// <summary>
    /// Enters what is erased and empties the records in one commit, and destroys their keys after it: should the process end in between, the
    /// same request, or the next start, destroys them.
    /// </summary>
    public async Task<Erasure> EraseAsync(EraseRecordRequest request, string actor, CancellationToken ct)
    {
        if (request.ErasureId.StartsWith(Followed, StringComparison.Ordinal))
            throw Refusals.InvalidField("erasure_id", $"must not begin with {Followed}");
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(new(request, actor), ErasureKinds.Erasures, session => EraseAsync(session, source, kind, request), ct);
        await source.Keys.DestroyAsync(written.Record.Records, CancellationToken.None);
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
                if (erasure.State is ErasureState.Unspecified or ErasureState.Done)
                    await source.Keys.DestroyAsync(erasure.Records, ct);
            }
        }
    }

    public async Task<LegalHold> HoldAsync(PlaceLegalHoldRequest request, string actor, CancellationToken ct)
    {
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            Holds,
            async session =>
            {
                await RequireAsync(session, kind, request.Name);
                var hold = await session.FindAsync(Holds, HoldOf(request.Name));
                if (hold is { IsLifted: false })
                    throw Refusals.WrongState(request.Name, "held", "held again");
                hold = new() { Name = HoldOf(request.Name), Record = request.Name, Reason = request.Reason };
                session.Save(Holds, hold, "placed", request.Reason);
                return hold;
            },
            ct);
        return written.Record;
    }

    public async Task<LegalHold> LiftAsync(LiftLegalHoldRequest request, string actor, CancellationToken ct)
    {
        var (source, kind) = HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            Holds,
            async session =>
            {
                await RequireAsync(session, kind, request.Name);
                var hold = await session.FindAsync(Holds, HoldOf(request.Name)) ?? throw Refusals.NotFound($"legal hold of {request.Name}");
                if (hold.IsLifted)
                    throw Refusals.WrongState(request.Name, "not held", "released");
                (hold.IsLifted, hold.Reason) = (true, request.Reason);
                session.Save(Holds, hold, "lifted", request.Reason);
                return hold;
            },
            ct);
        return written.Record;
    }

    // Those that were erased before are left as they are.
    private static async Task<Erasure> EraseAsync(RecordSession session, ErasureSource source, Erasable kind, EraseRecordRequest request)
    {
        await RequireAsync(session, kind, request.Name);
        IReadOnlyList<string> names = kind.With is null ? [request.Name] : [request.Name, .. (await kind.With(session, request.Name)).Except([request.Name])];
        if (names.Count > MaxRecords)
            throw Refusals.RuleBroken($"More than {MaxRecords} records would be erased at once. Erase some that belong to the record first.");
        foreach (var name in names)
        {
            if (await session.FindAsync(Holds, HoldOf(name)) is { IsLifted: false })
                throw Refusals.WrongState(name, "under a legal hold", "erased");
        }

        var erasure = new Erasure { Name = $"{ErasureKinds.Erasures.Collection}/{request.ErasureId}", Reason = request.Reason };
        foreach (var name in names)
        {
            if (await source.Records[CollectionOf(name)].EraseAsync(session, name, request.Reason))
                erasure.Records.Add(name);
        }

        if (erasure.Records.Count == 0)
            throw Refusals.WrongState(request.Name, "erased", "erased");
        (erasure.State, erasure.Number) = (ErasureState.Done, await session.NextNumberAsync(Series));
        session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased, request.Reason);
        return erasure;
    }

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
