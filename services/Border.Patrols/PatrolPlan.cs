using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

/// <summary>What is planned of a patrol, and how it is corrected.</summary>
internal static class PatrolPlan
{
    private static readonly string[] Amendable =
    [
        "unit", "area", "type", "counterpart_country", "counterpart_body", "transport", "officer_count", "plan_time", "planned_end_time",
        "grace_minutes", "leader", "team", "start_time", "end_time", "final_position",
    ];

    /// <summary>A new patrol from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Patrol Of(string name, Patrol sent)
    {
        var record = new Patrol
        {
            Name = name,
            State = PatrolState.Planned,
            Unit = sent.Unit,
            Area = sent.Area,
            Type = sent.Type,
            CounterpartCountry = sent.CounterpartCountry,
            CounterpartBody = sent.CounterpartBody,
            Transport = sent.Transport,
            OfficerCount = sent.OfficerCount,
            PlanTime = sent.PlanTime,
            PlannedEndTime = sent.PlannedEndTime,
            GraceMinutes = sent.GraceMinutes,
            Leader = sent.Leader,
            Team = { sent.Team },
            FormVersion = sent.FormVersion,
        };
        Check(record);
        return record;
    }

    public static void Amend(Patrol record, AmendPatrolRequest request)
    {
        var end = record.EndTime;
        Amendment.Apply(request.UpdateMask, Amendable, request.Patrol, record);
        PatrolLegs.Realign(record, end);
        Check(record);
    }

    private static void Check(Patrol record)
    {
        var faults = new FieldFaults();
        var isJoint = record.Type == PatrolType.Joint;
        if (isJoint && record.CounterpartCountry.Length == 0)
            faults.Add("patrol.counterpart_country", "is required for a joint patrol");
        if (!isJoint && record.CounterpartCountry.Length > 0)
            faults.Add("patrol.counterpart_country", "must be empty unless the patrol is joint");
        if (!isJoint && record.CounterpartBody.Length > 0)
            faults.Add("patrol.counterpart_body", "must be empty unless the patrol is joint");
        if (record.PlannedEndTime is { } end && end < record.PlanTime)
            faults.Add("patrol.planned_end_time", "is before the planned start");
        PatrolTimes.Check(record, faults);
        faults.ThrowIfAny();
    }
}
