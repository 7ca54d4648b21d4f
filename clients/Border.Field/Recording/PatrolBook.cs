using Border.Field.Queue;
using Border.Field.Sending;
using Border.Patrols;
using Border.Patrols.V1;
using Google.Protobuf;

namespace Border.Field.Recording;

/// <summary>Patrols as the device knows them: from the requests that it holds, by the rules of the service.</summary>
internal sealed class PatrolBook(EntryQueue queue)
{
    private const string Collection = "patrols/";

    /// <summary>The patrols of an author that are out, by name, the latest last.</summary>
    public IReadOnlyList<Patrol> Out(string author) =>
    [
        .. queue.Of(author).Where(entry => entry.Kind == "createPatrol").Select(entry => Find($"{Collection}{entry.Record}")).OfType<Patrol>()
            .DistinctBy(patrol => patrol.Name).Where(patrol => PatrolTurns.IsOut(patrol.State)),
    ];

    /// <returns>Null when the device did not make it, or no longer has all of it.</returns>
    public Patrol? Find(string name, long beforePlace = long.MaxValue)
    {
        Patrol? patrol = null;
        foreach (var entry in queue.About("patrols", name[Collection.Length..]).Where(entry => Counts(entry) && entry.Place < beforePlace))
        {
            if (queue.RequestOf(entry) is not { } request)
                return null;
            if (request is CreatePatrolRequest create)
                patrol = PatrolPlan.Of(name, create.Patrol);
            else if (patrol is not null)
                Carry(patrol, request);
        }

        return patrol;
    }

    /// <summary>Carries out a request that changes a patrol; one about its track only asks whether it may have one.</summary>
    public static void Apply(Patrol patrol, IMessage request)
    {
        var log = new PatrolLog(patrol);
        Action act = request switch
        {
            StartPatrolRequest r => () => log.Start(r),
            PausePatrolRequest r => () => log.Pause(r),
            ResumePatrolRequest r => () => log.Resume(r),
            ChangeLegRequest r => () => log.ChangeLeg(r),
            AmendLegRequest r => () => log.AmendLeg(r),
            AddObservationRequest r => () => log.AddObservation(r.Observation),
            AddObservationAttachmentRequest r => () => log.AttachToObservation(r.ObservationId, r.Attachment),
            AmendObservationRequest r => () => log.AmendObservation(r),
            VoidObservationRequest r => () => log.VoidObservation(r),
            EndPatrolRequest r => () => log.End(r),
            AmendPatrolRequest r => () => log.Amend(r),
            CancelPatrolRequest r => () => log.Cancel(r.Reason),
            VoidPatrolRequest r => () => log.Void(r.Reason),
            AppendTrackRequest or ImportGpxRequest => () => DemandStarted(patrol),
            _ => TakeAsItIs,
        };
        act();
    }

    private static void TakeAsItIs()
    {
        // No rule of the patrol's own stands against it.
    }

    private static void DemandStarted(Patrol patrol)
    {
        if (!PatrolTurns.HasStarted(patrol.State))
            throw ServiceDefaults.Errors.Refusals.WrongState(patrol.Name, PatrolTurns.Word(patrol.State), "given track points");
    }

    // What was kept although it breaks a rule is for the server to decide.
    private static void Carry(Patrol patrol, IMessage request)
    {
        try
        {
            Apply(patrol, request);
        }
        catch (ServiceDefaults.Errors.RefusalException)
        {
            // As the server leaves the record when it refuses.
        }
    }

    private static bool Counts(Entry entry) =>
        (entry.State is EntryState.Ready or EntryState.Sending or EntryState.Received) && SubmissionKind.Find(entry.Kind)!.IsBuiltOn;
}
