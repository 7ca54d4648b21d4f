using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tests;

/// <summary>Patrols in each state, each as the verbs would have made it, and requests about them.</summary>
internal static class Patrols
{
    public static readonly Timestamp Planned = At(-60);
    public static readonly Timestamp Started = At(0);
    public static readonly Timestamp Paused = At(60);
    public static readonly Timestamp Later = At(120);

    /// <summary>So many minutes after the start.</summary>
    public static Timestamp At(int minutes) => new() { Seconds = 1_610_000_000 + (minutes * 60) };

    public static Patrol In(PatrolState state)
    {
        var record = new Patrol
        {
            Name = "patrols/a",
            State = state,
            Unit = "U1",
            Area = "53.01",
            Type = PatrolType.Routine,
            Transport = TransportMode.Horse,
            OfficerCount = 4,
            PlanTime = Planned,
            Leader = "N-1",
            Team = { "N-2", "N-3" },
        };
        if (state is PatrolState.Planned or PatrolState.Cancelled)
            return record;
        record.StartTime = Started;
        record.EndTime = state == PatrolState.Ended ? Later : null;
        record.Legs.Add(new Leg
        {
            Number = 1,
            Leader = "N-1",
            Team = { "N-2", "N-3" },
            Transport = TransportMode.Horse,
            StartTime = Started,
            EndTime = record.EndTime,
        });
        record.Observations.Add(Sight("old"));
        if (state == PatrolState.Paused)
            record.Pauses.Add(new Pause { StartTime = Paused, Reason = "Rest" });
        return record;
    }

    public static Observation Sight(string id) => new() { Id = id, Category = ObservationCategory.Footprints, ObserveTime = Later };

    public static AmendPatrolRequest Amendment(Patrol sent, params string[] paths) =>
        new() { Patrol = sent, UpdateMask = new() { Paths = { paths } }, Reason = "why" };

    public static void AssertAtFault(string field, Action act)
    {
        var refusal = Assert.Throws<RefusalException>(act);
        Assert.Equal(ErrorReason.InvalidFields, refusal.Reason);
        Assert.Equal([field], refusal.Violations.Select(violation => violation.Field));
    }
}
