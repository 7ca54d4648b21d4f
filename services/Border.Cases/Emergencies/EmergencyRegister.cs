using Border.Cases.Access;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.Cases.Emergencies;

/// <summary>The use cases of emergency accesses.</summary>
internal sealed class EmergencyRegister(
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    RecordStore<EmergencyAccess> accesses,
    IOptions<CasesOptions> options,
    TimeProvider clock,
    ILogger<EmergencyRegister> logger)
{
    private static readonly RecordKind<EmergencyAccess> Kind = EmergencyKind.Records;
    private static readonly ListOrder LatestFirst = new("take_time", Descending: true);
    private static readonly Timestamp Ever = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch);

    public async Task<EmergencyAccess> TakeAsync(TakeEmergencyAccessRequest request, string actor, CancellationToken ct)
    {
        var taken = await work.RunAsync(new WriteCall(request, actor), Kind, session => TakeIn(session, request, actor, ct), ct);
        if (!taken.Replayed)
            logger.LogWarning("{Name} was taken: emergency access to {Case}.", taken.Name, taken.Record.Case);
        return taken.Record;
    }

    public async Task<EmergencyAccess> ReviewAsync(ReviewEmergencyAccessRequest request, string actor, CancellationToken ct)
    {
        var reviewed = await work.RunAsync(
            new WriteCall(request, actor),
            Kind,
            async session =>
            {
                var access = await session.GetAsync(Kind, request.Name, request.Etag);
                new EmergencyFile(access).Review(request.Finding, request.Remark, actor, session.Time);
                session.Save(Kind, access, "reviewed", request.Remark);
                return access;
            },
            ct);
        return reviewed.Record;
    }

    public Task<EmergencyAccess> GetAsync(string name, CancellationToken ct) => accesses.GetAsync(name, ct);

    public async Task<ListEmergencyAccessesResponse> ListAsync(ListEmergencyAccessesRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Lookup("case", request.Case)
            .Text("actor", request.Actor)
            .Time("review_by", request.AwaitingReview ? Ever : null, request.ReviewOverdue ? Now() : null);
        var (found, next) = await accesses.ListAsync(request, request.PageToken, request.PageSize, LatestFirst, filters.All, ct);
        return new ListEmergencyAccessesResponse { Accesses = { found }, NextPageToken = next };
    }

    /// <summary>Whether an actor may read a case by an access that has not ended. The access is then in the audit entry of the reading.</summary>
    public async Task<bool> IsOpenAsync(string caseName, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters().Lookup("case", caseName).Text("actor", actor).Time("expire_time", Now(), null);
        return (await accesses.QueryAsync(filters.All, LatestFirst, 1, ct)).Count > 0;
    }

    private async Task<EmergencyAccess> TakeIn(RecordSession session, TakeEmergencyAccessRequest request, string actor, CancellationToken ct)
    {
        // Before the case is looked for: whoever may take none must not learn from this whether there is one.
        var overdue = new RecordFilters().Text("actor", actor).Time("review_by", null, Timestamp.FromDateTimeOffset(session.Time));
        if ((await accesses.QueryAsync(overdue.All, LatestFirst, 1, ct)).Count > 0)
            throw Refusals.RuleBroken("An emergency access that the caller took before is overdue for review.");
        var record = await session.FindAsync(CaseKind.Records, request.Name) ?? throw Refusals.NotFound(request.Name);
        if (CaseKind.Records.IsInSight(record) && CaseAccess.MayKnow(record, actor))
            throw Refusals.RuleBroken("The caller can read the case without emergency access.");
        var access = EmergencyFile.Take($"{Kind.Collection}/{request.AccessId}", record, actor, request.Reason, session.Time, options.Value);
        session.Save(Kind, access, "taken", request.Reason);
        return access;
    }

    private Timestamp Now() => Timestamp.FromDateTimeOffset(clock.GetUtcNow());
}
