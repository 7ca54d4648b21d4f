using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Type.V1;
using Microsoft.Extensions.Options;
using static Border.ServiceDefaults.Erasing.ErasureKinds;

namespace Border.ServiceDefaults.Erasing;

/// <summary>The use cases of erasing, for the records of all services of this process.</summary>
internal sealed class ErasureRegister(
    IEnumerable<ErasureSource> sources, ErasureProposals proposals, PageTokens tokens, IOptions<RetentionOptions> options, UnfinishedErasures unfinished)
{
    private const int Page = 100;

    /// <summary>Who carries out what the process does by itself.</summary>
    public const string Actor = "border-erasures";

    /// <summary>
    /// Enters what is erased and empties the records in one commit, or in several when there are many, and destroys their keys after each:
    /// should it fail in between, the process goes on by itself; should the process end, the same request, or the next start, does.
    /// </summary>
    public async Task<Erasure> EraseAsync(EraseRecordRequest request, string actor, CancellationToken ct)
    {
        ErasureProposals.RequireOwnId(request.ErasureId);
        var (source, kind) = sources.HomeOf(request.Name);
        ct.ThrowIfCancellationRequested();
        try
        {
            // Not to be given up by whoever asked: once it is committed that the records are erased, their keys must go.
            var written = await source.Work.RunAsync(
                new(request, actor), ErasureKinds.Erasures, session => BeginAsync(session, source, kind, request, actor), CancellationToken.None);
            return await GoOnAsync(source, written.Record, actor);
        }
        catch (Exception error) when (error is not RefusalException)
        {
            unfinished.Tell();
            throw;
        }
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
                    await source.DestroyAsync(erasure);
                else if (erasure.State == ErasureState.UnderWay && erasure.Follows.Length == 0)
                    await GoOnAsync(source, erasure, Actor);
            }
        }
    }

    // Whoever asked may be gone: what was begun is brought to its end.
    private async Task<Erasure> GoOnAsync(ErasureSource source, Erasure erasure, string actor)
    {
        await source.DestroyAsync(erasure);
        while (erasure.State == ErasureState.UnderWay)
        {
            if (await StoreOf(source).GetAsync(erasure.Name, CancellationToken.None) is { State: ErasureState.Done } done)
            {
                await source.DestroyAsync(done);
                return done;
            }

            erasure = await GoOnOnceAsync(source, erasure, actor);
        }

        return erasure;
    }

    private async Task<Erasure> GoOnOnceAsync(ErasureSource source, Erasure erasure, string actor)
    {
        FollowErasureRequest request = new() { Name = erasure.Name, RequestId = Guid.CreateVersion7().ToString("n") };
        try
        {
            var written = await source.Work.RunAsync(new(request, actor), ErasureKinds.Erasures, session => GoOnAsync(session, source, request.Name), CancellationToken.None);
            await source.DestroyAsync([.. written.Record.Records.Except(erasure.Records)], written.Record.Attachments.Except(erasure.Attachments));
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
        var names = await NamesAsync(session, sources.HomeOf(erasure.Record).Kind, erasure.Record);
        // One that was begun before there were marks has none; else all were made in one commit.
        if (!await HoldMarks.IsForbiddenAsync(session, erasure.Record))
            await ForbidHoldsAsync(session, source, names);
        await EraseAsync(session, source, erasure, names);
        session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased, erasure.Reason);
        return erasure;
    }

    private async Task<Erasure> BeginAsync(RecordSession session, ErasureSource source, Erasable kind, EraseRecordRequest request, string actor)
    {
        await kind.RequireAsync(session, request.Name);
        var erasure = await proposals.TakeUpAsync(session, request, actor);
        if (erasure.Scope == ErasureScope.EarlierVersions)
            await EraseEarlierAsync(session, source, kind, erasure);
        else
            await EraseWholeAsync(session, source, kind, erasure);
        session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased, request.Reason);
        return erasure;
    }

    private async Task EraseWholeAsync(RecordSession session, ErasureSource source, Erasable kind, Erasure erasure)
    {
        var names = await NamesAsync(session, kind, erasure.Record);
        await LegalHolds.RequireNoneAsync(session, erasure.Record, source.HeldOf(names));
        await ForbidHoldsAsync(session, source, names);
        await EraseAsync(session, source, erasure, names);
        if (erasure.Records.Count == 0)
            throw Refusals.WrongState(erasure.Record, "erased", "erased");
    }

    // Of all, also of those that are emptied in a later commit: what has begun is not held up any more.
    private static async Task ForbidHoldsAsync(RecordSession session, ErasureSource source, IReadOnlyList<string> names)
    {
        foreach (var name in source.HeldOf(names))
            await HoldMarks.ForbidAsync(session, name);
    }

    // Should somebody store a version in between, this is done again, with its key.
    private static async Task EraseEarlierAsync(RecordSession session, ErasureSource source, Erasable kind, Erasure erasure)
    {
        kind.RequireScope(erasure.Record, erasure.Scope);
        await LegalHolds.RequireNoneAsync(session, erasure.Record, [erasure.Record]);
        await kind.Kind.RenewAsync(session, erasure.Record, erasure.Reason);
        erasure.Keys.AddRange(await source.Keys.VersionKeysAsync(erasure.Record, CancellationToken.None));
        (erasure.State, erasure.Number) = (ErasureState.Done, await session.NextNumberAsync(Series));
    }

    // It is numbered when it is done: whoever follows it does so once.
    private async Task EraseAsync(RecordSession session, ErasureSource source, Erasure erasure, IReadOnlyList<string> names)
    {
        erasure.State = await EmptyAsync(session, source, erasure, names.Except(erasure.Records).ToList()) ? ErasureState.Done : ErasureState.UnderWay;
        if (source.Attachments is { } files)
            erasure.Attachments.AddRange((await files.ForgetAsync(session, CancellationToken.None)).Except(erasure.Attachments).ToList());
        if (erasure.State == ErasureState.Done)
            erasure.Number = await session.NextNumberAsync(Series);
    }

    /// <summary>Those that were erased before are left as they are.</summary>
    /// <returns>Whether it was all of them.</returns>
    private async Task<bool> EmptyAsync(RecordSession session, ErasureSource source, Erasure erasure, IReadOnlyList<string> names)
    {
        var room = options.Value.ErasedAtOnce;
        foreach (var name in names)
        {
            if (room == 0)
                return false;
            if (await source.Records[RecordNames.CollectionOf(name)].EraseAsync(session, name, erasure.Reason))
            {
                erasure.Records.Add(name);
                room--;
            }
        }

        return true;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(RecordSession session, Erasable kind, string name) =>
        kind.With is null ? [name] : [name, .. (await kind.With(session, name)).Except([name])];

    private RecordStore<Erasure> StoreOf(ErasureSource source) => new(source.Store, ErasureKinds.Erasures, source.Work, tokens);
}
