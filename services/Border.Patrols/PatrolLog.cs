using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols;

/// <summary>A patrol and what an officer may do with it.</summary>
internal sealed class PatrolLog(Patrol record)
{
    private const int MaxObservations = 1000;

    private static readonly PatrolState[] Standing = [PatrolState.Planned, PatrolState.UnderWay, PatrolState.Ended];

    private static readonly string[] Amendable =
        ["unit", "area", "type", "counterpart_country", "transport", "officer_count", "plan_time"];

    /// <summary>A new patrol from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Patrol Plan(string name, Patrol sent)
    {
        var record = new Patrol
        {
            Name = name,
            State = PatrolState.Planned,
            Unit = sent.Unit,
            Area = sent.Area,
            Type = sent.Type,
            CounterpartCountry = sent.CounterpartCountry,
            Transport = sent.Transport,
            OfficerCount = sent.OfficerCount,
            PlanTime = sent.PlanTime,
        };
        RequireCounterpart(record);
        return record;
    }

    public void Amend(AmendPatrolRequest request)
    {
        RequireState("amended", Standing);
        Amendment.Apply(request.UpdateMask, Amendable, request.Patrol, record);
        RequireCounterpart(record);
    }

    public void Start(Timestamp time)
    {
        RequireState("started", PatrolState.Planned);
        record.State = PatrolState.UnderWay;
        record.StartTime = time;
    }

    public void AddObservation(Observation sent)
    {
        RequireState("given an observation", PatrolState.UnderWay, PatrolState.Ended);
        if (record.Observations.Any(observation => observation.Id == sent.Id))
            throw Refusals.RecordExists($"{record.Name}/observations/{sent.Id}");
        if (record.Observations.Count == MaxObservations)
            throw Refusals.RuleBroken($"A patrol holds at most {MaxObservations} observations.");
        if (sent.Category == ObservationCategory.Other && string.IsNullOrWhiteSpace(sent.Note))
            throw Refusals.InvalidField("observation.note", "must say what was seen when the category is OTHER");
        record.Observations.Add(sent);
    }

    public void End(Timestamp time)
    {
        RequireState("ended", PatrolState.UnderWay);
        if (time < record.StartTime)
            throw Refusals.InvalidField("end_time", "is before the start of the patrol");
        record.State = PatrolState.Ended;
        record.EndTime = time;
    }

    public void Void(string reason)
    {
        RequireState("voided", Standing);
        record.State = PatrolState.Void;
        record.VoidReason = reason;
    }

    private void RequireState(string verb, params ReadOnlySpan<PatrolState> allowed)
    {
        if (!allowed.Contains(record.State))
            throw Refusals.WrongState(record.Name, PatrolStates.Word(record.State), verb);
    }

    private static void RequireCounterpart(Patrol record)
    {
        var isJoint = record.Type == PatrolType.Joint;
        if (isJoint && record.CounterpartCountry.Length == 0)
            throw Refusals.InvalidField("patrol.counterpart_country", "is required for a joint patrol");
        if (!isJoint && record.CounterpartCountry.Length > 0)
            throw Refusals.InvalidField("patrol.counterpart_country", "must be empty unless the patrol is joint");
    }
}
