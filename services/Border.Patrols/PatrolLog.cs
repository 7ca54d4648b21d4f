using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Patrols;

/// <summary>A patrol and what an officer may do with it.</summary>
internal sealed class PatrolLog(Patrol record)
{
    public void Start(StartPatrolRequest request) => Turn(PatrolVerb.Start, () => PatrolLegs.Begin(record, request));

    public void Pause(PausePatrolRequest request) => Turn(PatrolVerb.Pause, () => PatrolLegs.Pause(record, request));

    public void Resume(ResumePatrolRequest request) => Turn(PatrolVerb.Resume, () => PatrolLegs.Resume(record, request.ResumeTime));

    public void ChangeLeg(ChangeLegRequest request) => Turn(PatrolVerb.ChangeLeg, () => PatrolLegs.Change(record, request));

    public void AmendLeg(AmendLegRequest request) => Turn(PatrolVerb.AmendLeg, () => PatrolLegs.Amend(record, request));

    public void AddObservation(Observation sent) => Turn(PatrolVerb.Observe, () => PatrolObservations.Add(record, sent));

    public void AttachToObservation(string observationId, Attachment attachment) =>
        Turn(PatrolVerb.AttachToObservation, () => PatrolObservations.Attach(record, observationId, attachment));

    public void AmendObservation(AmendObservationRequest request) =>
        Turn(PatrolVerb.AmendObservation, () => PatrolObservations.Amend(record, request));

    public void VoidObservation(VoidObservationRequest request) =>
        Turn(PatrolVerb.VoidObservation, () => PatrolObservations.Void(record, request));

    public void End(EndPatrolRequest request) => Turn(PatrolVerb.End, () => PatrolLegs.End(record, request));

    public void Amend(AmendPatrolRequest request) => Turn(PatrolVerb.Amend, () => PatrolPlan.Amend(record, request));

    public void Cancel(string reason) => Turn(PatrolVerb.Cancel, () => record.CancelReason = reason);

    public void Void(string reason) => Turn(PatrolVerb.Void, () => record.VoidReason = reason);

    private void Turn(PatrolVerb verb, Action act)
    {
        var next = PatrolTurns.Demand(record, verb);
        act();
        record.State = next;
    }
}
