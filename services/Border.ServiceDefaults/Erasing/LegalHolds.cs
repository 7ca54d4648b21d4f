using Border.Erasures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using static Border.ServiceDefaults.Erasing.ErasureKinds;

namespace Border.ServiceDefaults.Erasing;

/// <summary>What keeps records from being erased.</summary>
internal sealed class LegalHolds(IEnumerable<ErasureSource> sources, IEnumerable<FollowedErasures> followed)
{
    private const int MostNamed = 20;

    public Task<LegalHold> PlaceAsync(PlaceLegalHoldRequest request, string actor, CancellationToken ct) => TurnAsync(
        new(request, actor),
        request.Name,
        "placed",
        async (session, hold) =>
        {
            if (hold is { IsLifted: false })
                throw Refusals.WrongState(request.Name, "held", "held again");
            await HoldMarks.PlaceAsync(session, sources.HomeOf(request.Name).Kind.Kind, request.Name);
            await RequireNotBeingErasedAsync(request.Name, ct);
            return new() { Name = HoldOf(request.Name), Record = request.Name, Reason = request.Reason };
        },
        ct);

    public Task<LegalHold> LiftAsync(LiftLegalHoldRequest request, string actor, CancellationToken ct) => TurnAsync(
        new(request, actor),
        request.Name,
        "lifted",
        (_, hold) =>
        {
            if (hold is null)
                throw Refusals.NotFound($"legal hold of {request.Name}");
            if (hold.IsLifted)
                throw Refusals.WrongState(request.Name, "not held", "released");
            (hold.IsLifted, hold.Reason) = (true, request.Reason);
            return Task.FromResult(hold);
        },
        ct);

    /// <summary>Whoever asks is told of all that keeps it, also of what only goes with it.</summary>
    public static async Task RequireNoneAsync(RecordSession session, string asked, IReadOnlyList<string> names)
    {
        var held = new List<string>();
        foreach (var name in names)
        {
            if (await HoldMarks.IsHeldAsync(session, name))
                held.Add(name);
        }

        if (held.Count > 0)
            throw Refusals.WrongState(asked, held is [var only] && only == asked ? "under a legal hold" : $"kept by a legal hold on {string.Join(", ", held.Take(MostNamed))}", "erased");
    }

    // Once the mark was read, which what begins such an erasure writes: it is found here, or this is done again.
    private async Task RequireNotBeingErasedAsync(string name, CancellationToken ct)
    {
        var home = sources.HomeOf(name).Source.Service;
        foreach (var other in followed.Where(other => other.Service == home))
        {
            if (await other.IsAboutAsync(name, ct))
                throw Refusals.WrongState(name, "being emptied of somebody who was erased", "held");
        }
    }

    private async Task<LegalHold> TurnAsync(WriteCall call, string name, string verb, Func<RecordSession, LegalHold?, Task<LegalHold>> turn, CancellationToken ct)
    {
        var (source, kind) = sources.HomeOf(name);
        var written = await source.Work.RunAsync(
            call,
            Holds,
            async session =>
            {
                await kind.RequireAsync(session, name);
                var hold = await turn(session, await session.FindAsync(Holds, HoldOf(name)));
                session.Save(Holds, hold, verb, hold.Reason);
                return hold;
            },
            ct);
        return written.Record;
    }
}
