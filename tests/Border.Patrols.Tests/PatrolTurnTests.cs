using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;

namespace Border.Patrols.Tests;

public sealed class PatrolTurnTests
{
    private static readonly Dictionary<string, Action<PatrolLog>> Verbs = new()
    {
        ["start"] = log => log.Start(new() { StartTime = Patrols.Later }),
        ["pause"] = log => log.Pause(new() { PauseTime = Patrols.Later }),
        ["resume"] = log => log.Resume(new() { ResumeTime = Patrols.Later }),
        ["change leg"] = log => log.ChangeLeg(new() { ChangeTime = Patrols.Later, Leader = "N-9" }),
        ["amend leg"] = log => log.AmendLeg(new() { Number = 1, Leg = new() { Leader = "N-9" }, UpdateMask = new() { Paths = { "leader" } } }),
        ["observe"] = log => log.AddObservation(Patrols.Sight("new")),
        ["attach"] = log => log.AttachToObservation("old", new() { Id = "p" }),
        ["amend observation"] = log => log.AmendObservation(new()
        {
            ObservationId = "old",
            Observation = new() { Severity = Severity.High },
            UpdateMask = new() { Paths = { "severity" } },
        }),
        ["void observation"] = log => log.VoidObservation(new() { ObservationId = "old", Reason = "why" }),
        ["end"] = log => log.End(new() { EndTime = Patrols.Later }),
        ["amend"] = log => log.Amend(Patrols.Amendment(new() { Area = "53.09" }, "area")),
        ["cancel"] = log => log.Cancel("why"),
        ["void"] = log => log.Void("why"),
    };

    // What each state allows, and where it leads. Everything that is not here is refused.
    private static readonly Dictionary<(PatrolState From, string Verb), PatrolState> Allowed = new()
    {
        [(PatrolState.Planned, "start")] = PatrolState.UnderWay,
        [(PatrolState.Planned, "amend")] = PatrolState.Planned,
        [(PatrolState.Planned, "cancel")] = PatrolState.Cancelled,
        [(PatrolState.Planned, "void")] = PatrolState.Void,
        [(PatrolState.UnderWay, "pause")] = PatrolState.Paused,
        [(PatrolState.UnderWay, "change leg")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "amend leg")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "observe")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "attach")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "amend observation")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "void observation")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "end")] = PatrolState.Ended,
        [(PatrolState.UnderWay, "amend")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "void")] = PatrolState.Void,
        [(PatrolState.Paused, "resume")] = PatrolState.UnderWay,
        [(PatrolState.Paused, "change leg")] = PatrolState.Paused,
        [(PatrolState.Paused, "amend leg")] = PatrolState.Paused,
        [(PatrolState.Paused, "observe")] = PatrolState.Paused,
        [(PatrolState.Paused, "attach")] = PatrolState.Paused,
        [(PatrolState.Paused, "amend observation")] = PatrolState.Paused,
        [(PatrolState.Paused, "void observation")] = PatrolState.Paused,
        [(PatrolState.Paused, "end")] = PatrolState.Ended,
        [(PatrolState.Paused, "amend")] = PatrolState.Paused,
        [(PatrolState.Paused, "void")] = PatrolState.Void,
        [(PatrolState.Ended, "amend leg")] = PatrolState.Ended,
        [(PatrolState.Ended, "observe")] = PatrolState.Ended,
        [(PatrolState.Ended, "attach")] = PatrolState.Ended,
        [(PatrolState.Ended, "amend observation")] = PatrolState.Ended,
        [(PatrolState.Ended, "void observation")] = PatrolState.Ended,
        [(PatrolState.Ended, "amend")] = PatrolState.Ended,
        [(PatrolState.Ended, "void")] = PatrolState.Void,
        [(PatrolState.Cancelled, "void")] = PatrolState.Void,
    };

    public static TheoryData<PatrolState, string> EveryStateAndVerb()
    {
        var data = new TheoryData<PatrolState, string>();
        foreach (var state in Enum.GetValues<PatrolState>().Where(state => state != PatrolState.Unspecified))
        {
            foreach (var verb in Verbs.Keys)
                data.Add(state, verb);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndVerb))]
    public void Verb_InEachState_IsCarriedOutOrRefused(PatrolState from, string verb)
    {
        var record = Patrols.In(from);
        var before = record.Clone();

        if (Allowed.TryGetValue((from, verb), out var to))
        {
            Verbs[verb](new PatrolLog(record));
            Assert.Equal(to, record.State);
            Assert.NotEqual(before, record);
            return;
        }

        var refusal = Assert.Throws<RefusalException>(() => Verbs[verb](new PatrolLog(record)));
        Assert.Equal(ErrorReason.WrongState, refusal.Reason);
        Assert.Equal(before, record);
    }

    // So that a verb that is added cannot be left out of the table above.
    [Fact]
    public void Verbs_OfThePatrol_AreAllTried() => Assert.Equal(Enum.GetValues<PatrolVerb>().Length, Verbs.Count);

    [Fact]
    public void Cancel_PlannedPatrol_KeepsTheReason()
    {
        var record = Patrols.In(PatrolState.Planned);

        new PatrolLog(record).Cancel("Snow on the pass");

        Assert.Equal("Snow on the pass", record.CancelReason);
    }

    [Fact]
    public void Void_EndedPatrol_KeepsTheReason()
    {
        var record = Patrols.In(PatrolState.Ended);

        new PatrolLog(record).Void("entered twice");

        Assert.Equal("entered twice", record.VoidReason);
    }
}
