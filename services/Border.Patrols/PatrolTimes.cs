using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols;

/// <summary>
/// The times of a patrol, by the clocks of devices, which may be wrong: only what contradicts the patrol itself is refused.
/// </summary>
internal static class PatrolTimes
{
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromMinutes(30);

    /// <summary>From when on the patrol is overdue; null when it is not out, or its end is open.</summary>
    public static DateTimeOffset? DueOf(Patrol record)
    {
        if (record.PlannedEndTime is null || !PatrolTurns.IsOut(record.State))
            return null;
        var grace = record.GraceMinutes == 0 ? DefaultGrace : TimeSpan.FromMinutes(record.GraceMinutes);
        return record.PlannedEndTime.ToDateTimeOffset() + grace;
    }

    /// <exception cref="RefusalException">The time is before something that happened on the patrol.</exception>
    public static void DemandNext(Patrol record, string field, Timestamp time)
    {
        if (Turns(record).Append(record.StartTime).Max() is { } last && time < last)
            throw Refusals.InvalidField(field, "is before what happened on the patrol before");
    }

    /// <summary>Finds a start or an end that contradicts what happened between them, or that is gone or was never there.</summary>
    public static void Check(Patrol record, FieldFaults faults)
    {
        var turns = Turns(record).ToList();
        if (record.StartTime is null == PatrolTurns.HasStarted(record.State))
            faults.Add("patrol.start_time", "can be corrected once the patrol has started, and not be taken away");
        else if (record.StartTime is { } start && turns.Append(record.EndTime).Any(time => time is not null && time < start))
            faults.Add("patrol.start_time", "is after what happened on the patrol");
        if (record.EndTime is null == (record.State == PatrolState.Ended))
            faults.Add("patrol.end_time", "can be corrected once the patrol has ended, and not be taken away");
        else if (record.EndTime is { } end && turns.Any(time => time > end))
            faults.Add("patrol.end_time", "is before what happened on the patrol");
        if (record.FinalPosition is not null && record.State != PatrolState.Ended)
            faults.Add("patrol.final_position", "can be stated once the patrol has ended");
    }

    // What happened between the start and the end: the legs share those two with the patrol.
    private static IEnumerable<Timestamp> Turns(Patrol record) =>
        record.Legs.Skip(1).Select(leg => leg.StartTime)
            .Concat(record.Pauses.SelectMany(pause => (Timestamp?[])[pause.StartTime, pause.EndTime]).OfType<Timestamp>());
}
