using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tests;

public sealed class PatrolLogTests
{
    private static readonly Timestamp Planned = new() { Seconds = 1_610_000_000 };
    private static readonly Timestamp Started = new() { Seconds = 1_610_003_600 };
    private static readonly Timestamp Later = new() { Seconds = 1_610_010_000 };

    private static readonly Dictionary<string, Action<PatrolLog>> Verbs = new()
    {
        ["start"] = log => log.Start(Later),
        ["observe"] = log => log.AddObservation(NewObservation("new")),
        ["end"] = log => log.End(Later),
        ["amend"] = log => log.Amend(Amendment(new() { Area = "53.09" }, "area")),
        ["void"] = log => log.Void("why"),
    };

    // What each state allows, and where it leads. Everything that is not here is refused.
    private static readonly Dictionary<(PatrolState From, string Verb), PatrolState> Allowed = new()
    {
        [(PatrolState.Planned, "start")] = PatrolState.UnderWay,
        [(PatrolState.Planned, "amend")] = PatrolState.Planned,
        [(PatrolState.Planned, "void")] = PatrolState.Void,
        [(PatrolState.UnderWay, "observe")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "end")] = PatrolState.Ended,
        [(PatrolState.UnderWay, "amend")] = PatrolState.UnderWay,
        [(PatrolState.UnderWay, "void")] = PatrolState.Void,
        [(PatrolState.Ended, "observe")] = PatrolState.Ended,
        [(PatrolState.Ended, "amend")] = PatrolState.Ended,
        [(PatrolState.Ended, "void")] = PatrolState.Void,
    };

    public static TheoryData<PatrolState, string> EveryStateAndVerb()
    {
        var data = new TheoryData<PatrolState, string>();
        foreach (var state in System.Enum.GetValues<PatrolState>().Where(state => state != PatrolState.Unspecified))
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
        var record = NewPatrol(from);
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

    [Fact]
    public void Plan_WhatOnlyTheServerSets_IsDropped()
    {
        var sent = NewPatrol(PatrolState.Ended);
        sent.VoidReason = "x";
        sent.Observations.Add(NewObservation("a"));

        var record = PatrolLog.Plan("patrols/b", sent);

        var expected = new Patrol
        {
            Name = "patrols/b",
            State = PatrolState.Planned,
            Unit = "U1",
            Area = "53.01",
            Type = PatrolType.Routine,
            Transport = TransportMode.Horse,
            OfficerCount = 4,
            PlanTime = Planned,
        };
        Assert.Equal(expected, record);
    }

    // So that a field that is added to the contract cannot be forgotten here.
    [Fact]
    public void Plan_EveryFieldThatAUnitSends_IsKept()
    {
        string[] ofTheServer = ["etag", "create_time", "update_time", "start_time", "end_time", "observations", "void_reason"];
        var sent = NewPatrol(PatrolState.Planned);
        (sent.Type, sent.CounterpartCountry) = (PatrolType.Joint, "MNG");

        var record = PatrolLog.Plan(sent.Name, sent);

        Assert.Equal(ofTheServer, MessageFields.Unset(record));
        Assert.Equal(sent, record);
    }

    [Theory]
    [InlineData(PatrolType.Joint, "", false)]
    [InlineData(PatrolType.Joint, "MNG", true)]
    [InlineData(PatrolType.Routine, "MNG", false)]
    [InlineData(PatrolType.Maritime, "VNM", false)]
    [InlineData(PatrolType.Routine, "", true)]
    public void Plan_CounterpartCountry_GoesWithAJointPatrolOnly(PatrolType type, string country, bool isAllowed)
    {
        var sent = NewPatrol(PatrolState.Planned);
        (sent.Type, sent.CounterpartCountry) = (type, country);

        if (isAllowed)
            Assert.Equal(country, PatrolLog.Plan("patrols/b", sent).CounterpartCountry);
        else
            AssertAtFault("patrol.counterpart_country", () => PatrolLog.Plan("patrols/b", sent));
    }

    [Fact]
    public void Amend_TypeToJointWithoutCountry_IsRefused()
    {
        var record = NewPatrol(PatrolState.UnderWay);

        AssertAtFault(
            "patrol.counterpart_country", () => new PatrolLog(record).Amend(Amendment(new() { Type = PatrolType.Joint }, "type")));
    }

    [Fact]
    public void Amend_JointPatrolToRoutine_TakesItsCountryAway()
    {
        var record = NewPatrol(PatrolState.Planned);
        (record.Type, record.CounterpartCountry) = (PatrolType.Joint, "MNG");
        var log = new PatrolLog(record);

        AssertAtFault(
            "patrol.counterpart_country",
            () => new PatrolLog(record.Clone()).Amend(Amendment(new() { Type = PatrolType.Routine }, "type")));
        log.Amend(Amendment(new() { Type = PatrolType.Routine }, "type", "counterpart_country"));

        Assert.Equal((PatrolType.Routine, ""), (record.Type, record.CounterpartCountry));
    }

    [Fact]
    public void Amend_EveryFieldOfTheContract_TakesTheNewValues()
    {
        var record = NewPatrol(PatrolState.Planned);
        var sent = new Patrol
        {
            Unit = "U2",
            Area = "54",
            Type = PatrolType.Joint,
            CounterpartCountry = "LAO",
            Transport = TransportMode.Boat,
            OfficerCount = 0,
            PlanTime = Later,
        };

        string[] paths = ["unit", "area", "type", "counterpart_country", "transport", "officer_count", "plan_time"];
        new PatrolLog(record).Amend(Amendment(sent, paths));

        (sent.Name, sent.State) = (record.Name, record.State);
        Assert.Equal(sent, record);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("start_time")]
    [InlineData("observations")]
    [InlineData("void_reason")]
    [InlineData("name")]
    public void Amend_FieldThatTheServerSets_IsRefused(string path)
    {
        var record = NewPatrol(PatrolState.UnderWay);

        AssertAtFault("update_mask", () => new PatrolLog(record).Amend(Amendment(new(), path)));
    }

    [Fact]
    public void Start_PlannedPatrol_KeepsTheTime()
    {
        var record = NewPatrol(PatrolState.Planned);

        new PatrolLog(record).Start(Later);

        Assert.Equal(Later, record.StartTime);
    }

    [Fact]
    public void End_BeforeTheStart_IsRefused()
    {
        var record = NewPatrol(PatrolState.UnderWay);

        AssertAtFault("end_time", () => new PatrolLog(record).End(new Timestamp { Seconds = Started.Seconds - 1 }));
        Assert.Equal((PatrolState.UnderWay, null), (record.State, record.EndTime));
    }

    [Fact]
    public void End_AtTheStart_Ends()
    {
        var record = NewPatrol(PatrolState.UnderWay);

        new PatrolLog(record).End(Started);

        Assert.Equal((PatrolState.Ended, Started), (record.State, record.EndTime));
    }

    [Fact]
    public void AddObservation_Several_StayInTheOrderInWhichTheyCame()
    {
        var record = NewPatrol(PatrolState.UnderWay);

        foreach (var id in (string[])["c", "a", "b"])
            new PatrolLog(record).AddObservation(NewObservation(id));

        Assert.Equal(["c", "a", "b"], record.Observations.Select(observation => observation.Id));
    }

    [Fact]
    public void AddObservation_IdTakenInThePatrol_IsRefused()
    {
        var record = NewPatrol(PatrolState.UnderWay);
        new PatrolLog(record).AddObservation(NewObservation("a"));

        var refusal = Assert.Throws<RefusalException>(() => new PatrolLog(record).AddObservation(NewObservation("a")));

        Assert.Equal((ErrorReason.RecordExists, "patrols/a/observations/a"), (refusal.Reason, refusal.Metadata["name"]));
        Assert.Single(record.Observations);
    }

    [Fact]
    public void AddObservation_PastTheThousandth_IsRefused()
    {
        var record = NewPatrol(PatrolState.Ended);
        for (var i = 0; i < 1000; i++)
            new PatrolLog(record).AddObservation(NewObservation($"o{i}"));

        var refusal = Assert.Throws<RefusalException>(() => new PatrolLog(record).AddObservation(NewObservation("one-more")));

        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);
        Assert.Equal(1000, record.Observations.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void AddObservation_OtherWithoutNote_IsRefused(string note)
    {
        var record = NewPatrol(PatrolState.UnderWay);
        var observation = NewObservation("a");
        (observation.Category, observation.Note) = (ObservationCategory.Other, note);

        AssertAtFault("observation.note", () => new PatrolLog(record).AddObservation(observation));
        Assert.Empty(record.Observations);
    }

    [Fact]
    public void AddObservation_OtherWithNote_IsKept()
    {
        var record = NewPatrol(PatrolState.UnderWay);
        var observation = NewObservation("a");
        (observation.Category, observation.Note) = (ObservationCategory.Other, "A balloon");

        new PatrolLog(record).AddObservation(observation);

        Assert.Equal(observation, Assert.Single(record.Observations));
    }

    [Fact]
    public void Void_WithReason_KeepsIt()
    {
        var record = NewPatrol(PatrolState.Ended);

        new PatrolLog(record).Void("entered twice");

        Assert.Equal("entered twice", record.VoidReason);
    }

    private static void AssertAtFault(string field, Action act)
    {
        var refusal = Assert.Throws<RefusalException>(act);
        Assert.Equal(ErrorReason.InvalidFields, refusal.Reason);
        Assert.Equal([field], refusal.Violations.Select(violation => violation.Field));
    }

    private static AmendPatrolRequest Amendment(Patrol sent, params string[] paths) =>
        new() { Patrol = sent, UpdateMask = new() { Paths = { paths } }, Reason = "why" };

    private static Observation NewObservation(string id) =>
        new() { Id = id, Category = ObservationCategory.Footprints, ObserveTime = Later };

    private static Patrol NewPatrol(PatrolState state) => new()
    {
        Name = "patrols/a",
        State = state,
        Unit = "U1",
        Area = "53.01",
        Type = PatrolType.Routine,
        Transport = TransportMode.Horse,
        OfficerCount = 4,
        PlanTime = Planned,
        StartTime = state == PatrolState.Planned ? null : Started,
        EndTime = state == PatrolState.Ended ? Later : null,
    };
}
