using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols;

/// <summary>The legs and pauses of a patrol. A leg lasts until the next begins; a pause does not end one.</summary>
internal static class PatrolLegs
{
    private const int MaxLegs = 100;
    private const int MaxPauses = 200;

    private static readonly string[] Amendable = ["leader", "team", "transport"];

    /// <summary>The first leg: as planned, but for what is known better at the start.</summary>
    public static void Begin(Patrol record, StartPatrolRequest request)
    {
        record.StartTime = request.StartTime;
        record.Legs.Add(Next(First(record), request.Leader, request.Team, request.Transport, 1, request.StartTime));
    }

    public static void Change(Patrol record, ChangeLegRequest request)
    {
        PatrolTimes.DemandNext(record, "change_time", request.ChangeTime);
        if (request.Leader.Length == 0 && request.Team.Count == 0 && request.Transport == TransportMode.Unspecified)
            throw Refusals.InvalidField("leader", "or team or transport must say what changes");
        if (record.Legs.Count == MaxLegs)
            throw Refusals.RuleBroken($"A patrol has at most {MaxLegs} legs.");
        // A patrol that started before there were legs has none.
        if (record.Legs.Count == 0)
            record.Legs.Add(First(record));
        var last = record.Legs[^1];
        last.EndTime = request.ChangeTime;
        record.Legs.Add(Next(last, request.Leader, request.Team, request.Transport, record.Legs.Count + 1, request.ChangeTime));
    }

    public static void Amend(Patrol record, AmendLegRequest request)
    {
        if (request.Number < 1 || request.Number > record.Legs.Count)
            throw Refusals.InvalidField("number", "is not the number of a leg of this patrol");
        Amendment.Apply(request.UpdateMask, Amendable, request.Leg, record.Legs[request.Number - 1]);
    }

    public static void Pause(Patrol record, PausePatrolRequest request)
    {
        PatrolTimes.DemandNext(record, "pause_time", request.PauseTime);
        if (record.Pauses.Count == MaxPauses)
            throw Refusals.RuleBroken($"A patrol has at most {MaxPauses} pauses.");
        record.Pauses.Add(new Pause { StartTime = request.PauseTime, Reason = request.Reason });
    }

    public static void Resume(Patrol record, Timestamp time)
    {
        PatrolTimes.DemandNext(record, "resume_time", time);
        record.Pauses[^1].EndTime = time;
    }

    public static void End(Patrol record, EndPatrolRequest request)
    {
        PatrolTimes.DemandNext(record, "end_time", request.EndTime);
        if (record.State == PatrolState.Paused)
            record.Pauses[^1].EndTime = request.EndTime;
        record.EndTime = request.EndTime;
        record.FinalPosition = request.FinalPosition;
        Realign(record, record.EndTime);
    }

    /// <summary>Lets the first leg begin and the last one end as the patrol does, and a pause that ended with it too.</summary>
    /// <param name="record">With its times as they are now.</param>
    /// <param name="end">When it had ended until now.</param>
    public static void Realign(Patrol record, Timestamp? end)
    {
        if (end is not null && record.Pauses.LastOrDefault() is { } pause && pause.EndTime == end)
            pause.EndTime = record.EndTime;
        if (record.Legs.Count == 0)
            return;
        record.Legs[0].StartTime = record.StartTime;
        record.Legs[^1].EndTime = record.EndTime;
    }

    private static Leg First(Patrol record) =>
        new() { Number = 1, Leader = record.Leader, Team = { record.Team }, Transport = record.Transport, StartTime = record.StartTime };

    private static Leg Next(Leg before, string leader, RepeatedField<string> team, TransportMode transport, int number, Timestamp time) => new()
    {
        Number = number,
        Leader = leader.Length == 0 ? before.Leader : leader,
        Team = { team.Count == 0 ? before.Team : team },
        Transport = transport == TransportMode.Unspecified ? before.Transport : transport,
        StartTime = time,
    };
}
