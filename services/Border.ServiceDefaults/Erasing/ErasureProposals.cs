using Border.Erasures.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Erasing;

/// <summary>What one proposes and somebody else is to carry out, or either takes back. Nothing is erased by it.</summary>
internal sealed class ErasureProposals(IEnumerable<ErasureSource> sources, IOptions<RetentionOptions> options)
{
    private static readonly RecordKind<Erasure> Kind = ErasureKinds.Erasures;

    public async Task<Erasure> ProposeAsync(ProposeErasureRequest request, string actor, CancellationToken ct)
    {
        RequireOwnId(request.ErasureId);
        var (source, kind) = sources.HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            Kind,
            async session =>
            {
                await kind.RequireAsync(session, request.Name);
                kind.RequireScope(request.Name, request.Scope);
                await LegalHolds.RequireNoneAsync(session, request.Name, [request.Name]);
                var erasure = New(request.ErasureId, request.Name, request.Scope, request.Reason);
                (erasure.State, erasure.Proposer) = (ErasureState.Proposed, actor);
                session.Save(Kind, erasure, "proposed", request.Reason);
                return erasure;
            },
            ct);
        return written.Record;
    }

    /// <summary>Of this and an erasure of the same proposal one is committed first, and the other finds what it came to.</summary>
    public async Task<Erasure> WithdrawAsync(WithdrawErasureRequest request, string actor, CancellationToken ct)
    {
        RequireOwnId(request.ErasureId);
        var (source, kind) = sources.HomeOf(request.Name);
        var written = await source.Work.RunAsync(
            new(request, actor),
            Kind,
            async session =>
            {
                await kind.RequireAsync(session, request.Name);
                var name = NameOf(request.ErasureId);
                if (await session.FindAsync(Kind, name) is not { } erasure || erasure.Record != request.Name)
                    throw Refusals.NotFound(name);
                if (erasure.State != ErasureState.Proposed)
                    throw Refusals.WrongState(name, WordOf(erasure.State), "withdrawn");
                (erasure.State, erasure.Withdrawer, erasure.WithdrawReason) = (ErasureState.Withdrawn, actor, request.Reason);
                session.Save(Kind, erasure, "withdrawn", request.Reason);
                return erasure;
            },
            ct);
        return written.Record;
    }

    /// <summary>What was proposed, for another to carry it out; a new one where one may erase alone.</summary>
    public async Task<Erasure> TakeUpAsync(RecordSession session, EraseRecordRequest request, string actor)
    {
        var name = NameOf(request.ErasureId);
        var proposed = await session.FindAsync(Kind, name);
        if (proposed is { State: ErasureState.Withdrawn } && proposed.Record == request.Name)
            throw Refusals.WrongState(name, WordOf(proposed.State), "carried out");
        if (proposed is not null && (proposed.State != ErasureState.Proposed || proposed.Record != request.Name))
            throw Refusals.RecordExists(name);
        if (proposed is not null && proposed.Scope != request.Scope)
            throw Refusals.RuleBroken($"{name} was proposed of {WordsOf(proposed.Scope)} of {request.Name}, and not of {WordsOf(request.Scope)}.");
        if (options.Value.SecondPerson && (proposed is null || proposed.Proposer == actor))
            throw Refusals.RuleBroken($"{request.Name} is erased by two persons: one proposes it, and another carries it out by the id of the proposal.");
        if (proposed is not null)
            proposed.Reason = request.Reason;
        return proposed ?? New(request.ErasureId, request.Name, request.Scope, request.Reason);
    }

    public static void RequireOwnId(string id)
    {
        foreach (var own in (string[])[ErasureKinds.Followed, ErasureKinds.Unnamed])
        {
            if (id.StartsWith(own, StringComparison.Ordinal))
                throw Refusals.InvalidField("erasure_id", $"must not begin with {own}");
        }
    }

    private static string NameOf(string id) => $"{Kind.Collection}/{id}";

    private static Erasure New(string id, string record, ErasureScope scope, string reason) =>
        new() { Name = NameOf(id), Reason = reason, Record = record, Scope = scope };

    private static string WordsOf(ErasureScope scope) => scope == ErasureScope.EarlierVersions ? "the earlier versions" : "all";

    // Those of before states were kept are done.
    private static string WordOf(ErasureState state) =>
        EnumWords.WordOf(state == ErasureState.Unspecified ? ErasureState.Done : state).Replace('_', ' ');
}
