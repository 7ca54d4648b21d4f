using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Border.Patrols;

/// <summary>The use cases of patrols.</summary>
internal sealed class PatrolRegister(
    RecordStore<Patrol> records, [FromKeyedServices("patrols")] RecordWork work, [FromKeyedServices("patrols")] AttachmentFiles files,
    [FromKeyedServices("patrols")] FormCheck forms)
{
    public const string Collection = "patrols";

    /// <summary>The key of patrols that are out: when they started. No other patrol has it, so that these few are found at once.</summary>
    public const string OutField = "out_time";

    /// <summary>The key of patrols that are out and have a planned end: when they become overdue.</summary>
    public const string DueField = "due_time";

    public static readonly RecordKind<Patrol> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("plan_time", record.PlanTime.ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("type", record.Type.ToString()),
            .. AttachmentFiles.KeysOf(record.Observations.SelectMany(observation => observation.Attachments)),
            .. OutKeys(record),
        ])
    {
        IsSealed = true,
        Place = new(record => record.Area),
    };

    /// <summary>Carries out any of the requests that change a patrol.</summary>
    public Task<Written<Patrol>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            CreatePatrolRequest r => records.CreateAsync(
                call, PatrolPlan.Of($"{Collection}/{r.PatrolId}", r.Patrol), "created", ct, () => forms.RequireAsync(r, r.Patrol.FormVersion, ct)),
            StartPatrolRequest r => ChangeAsync(r.Name, r.Etag, "started", "", log => log.Start(r)),
            PausePatrolRequest r => ChangeAsync(r.Name, r.Etag, "paused", "", log => log.Pause(r)),
            ResumePatrolRequest r => ChangeAsync(r.Name, r.Etag, "resumed", "", log => log.Resume(r)),
            ChangeLegRequest r => ChangeAsync(r.Name, r.Etag, "leg_changed", "", log => log.ChangeLeg(r)),
            AmendLegRequest r => ChangeAsync(r.Name, r.Etag, "leg_amended", r.Reason, log => log.AmendLeg(r)),
            AmendObservationRequest r => ChangeAsync(r.Name, r.Etag, "observation_amended", r.Reason, log => log.AmendObservation(r)),
            VoidObservationRequest r => ChangeAsync(r.Name, r.Etag, "observation_voided", r.Reason, log => log.VoidObservation(r)),
            CancelPatrolRequest r => ChangeAsync(r.Name, r.Etag, "cancelled", r.Reason, log => log.Cancel(r.Reason)),
            AddObservationRequest r => ChangeWithAsync(r.Name, r.Etag, "observation_added", "", (session, record) => ObserveAsync(session, record, r, ct)),
            AddObservationAttachmentRequest r => ChangeWithAsync(r.Name, r.Etag, "attachment_added", "", (session, record) => AttachAsync(session, record, r, ct)),
            EndPatrolRequest r => ChangeAsync(r.Name, r.Etag, "ended", "", log => log.End(r)),
            AmendPatrolRequest r => ChangeWithTrackAsync(r.Patrol.Name, r.Patrol.Etag, "amended", r.Reason, log => log.Amend(r)),
            VoidPatrolRequest r => ChangeWithTrackAsync(r.Name, r.Etag, "voided", r.Reason, log => log.Void(r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<Patrol>> ChangeAsync(string name, string etag, string verb, string reason, Action<PatrolLog> act) =>
            records.ChangeAsync(call, name, etag, verb, reason, record => act(new PatrolLog(record)), ct);

        // The track says what the patrol says, from the same commit on.
        Task<Written<Patrol>> ChangeWithTrackAsync(string name, string etag, string verb, string reason, Action<PatrolLog> act) =>
            ChangeWithAsync(name, etag, verb, reason, (session, record) =>
            {
                act(new PatrolLog(record));
                return TrackRegister.FollowAsync(session, record);
            });

        Task<Written<Patrol>> ChangeWithAsync(string name, string etag, string verb, string reason, Func<RecordSession, Patrol, Task> act) =>
            work.RunAsync(
                call,
                Kind,
                async session =>
                {
                    var record = await session.GetAsync(Kind, name, etag);
                    await act(session, record);
                    session.Save(Kind, record, verb, reason);
                    return record;
                },
                ct);
    }

    public Task<Patrol> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

    public async Task<ListPatrolsResponse> ListAsync(ListPatrolsRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Area("area", request.Area)
            .Choice("state", request.State)
            .Choice("type", request.Type)
            .Time("plan_time", request.PlanTimeFrom, request.PlanTimeBefore);
        var (patrols, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "plan_time"), filters.All, ct);
        return new ListPatrolsResponse { Patrols = { patrols }, NextPageToken = next };
    }

    private async Task ObserveAsync(RecordSession session, Patrol record, AddObservationRequest request, CancellationToken ct)
    {
        await forms.RequireAsync(request, request.Observation.FormVersion, ct);
        var observation = request.Observation.Clone();
        await files.FillAsync(session, observation.Attachments, ct);
        new PatrolLog(record).AddObservation(observation);
    }

    private async Task AttachAsync(RecordSession session, Patrol record, AddObservationAttachmentRequest request, CancellationToken ct)
    {
        RepeatedField<Attachment> attachments = [request.Attachment];
        await files.FillAsync(session, attachments, ct);
        new PatrolLog(record).AttachToObservation(request.ObservationId, attachments[0]);
    }

    private static IEnumerable<IndexKey> OutKeys(Patrol record)
    {
        if (PatrolTurns.IsOut(record.State))
            yield return IndexKey.Time(OutField, record.StartTime.ToDateTimeOffset());
        if (PatrolTimes.DueOf(record) is { } due)
            yield return IndexKey.Time(DueField, due);
    }
}
