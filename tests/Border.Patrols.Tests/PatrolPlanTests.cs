using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tests;

public sealed class PatrolPlanTests
{
    private static readonly string[] OfTheServer =
    [
        "etag", "create_time", "update_time", "start_time", "end_time", "observations", "void_reason", "legs", "pauses", "final_position",
        "cancel_reason", "erase_time", "erase_reason",
    ];

    [Fact]
    public void Of_WhatOnlyTheServerSets_IsDropped()
    {
        var sent = Patrols.In(PatrolState.Ended);
        (sent.VoidReason, sent.CancelReason, sent.FinalPosition) = ("x", "y", new() { Latitude = 1 });
        sent.Pauses.Add(new Pause { StartTime = Patrols.Paused });

        var record = PatrolPlan.Of("patrols/a", sent);

        Assert.Equal(Patrols.In(PatrolState.Planned), record);
    }

    // So that a field that is added to the contract cannot be forgotten here.
    [Fact]
    public void Of_EveryFieldThatAUnitSends_IsKept()
    {
        var sent = Joint();
        sent.FormVersion = 3;

        var record = PatrolPlan.Of(sent.Name, sent);

        Assert.Equal(OfTheServer, MessageFields.Unset(record));
        Assert.Equal(sent, record);
    }

    [Theory]
    [InlineData(PatrolType.Joint, "", false)]
    [InlineData(PatrolType.Joint, "MNG", true)]
    [InlineData(PatrolType.Routine, "MNG", false)]
    [InlineData(PatrolType.Maritime, "VNM", false)]
    [InlineData(PatrolType.Routine, "", true)]
    public void Of_CounterpartCountry_GoesWithAJointPatrolOnly(PatrolType type, string country, bool isAllowed)
    {
        var sent = Patrols.In(PatrolState.Planned);
        (sent.Type, sent.CounterpartCountry) = (type, country);

        if (isAllowed)
            Assert.Equal(country, PatrolPlan.Of("patrols/b", sent).CounterpartCountry);
        else
            Patrols.AssertAtFault("patrol.counterpart_country", () => PatrolPlan.Of("patrols/b", sent));
    }

    [Fact]
    public void Of_CounterpartBodyOfARoutinePatrol_IsRefused()
    {
        var sent = Patrols.In(PatrolState.Planned);
        sent.CounterpartBody = "Border guard";

        Patrols.AssertAtFault("patrol.counterpart_body", () => PatrolPlan.Of("patrols/b", sent));
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    public void Of_PlannedEnd_IsNotBeforeThePlannedStart(int minutes, bool isAllowed)
    {
        var sent = Patrols.In(PatrolState.Planned);
        sent.PlannedEndTime = Patrols.At(minutes);

        if (isAllowed)
            Assert.Equal(sent.PlannedEndTime, PatrolPlan.Of("patrols/b", sent).PlannedEndTime);
        else
            Patrols.AssertAtFault("patrol.planned_end_time", () => PatrolPlan.Of("patrols/b", sent));
    }

    [Fact]
    public void Amend_TypeToJointWithoutCountry_IsRefused() => Patrols.AssertAtFault(
        "patrol.counterpart_country", () => Amend(Patrols.In(PatrolState.UnderWay), new() { Type = PatrolType.Joint }, "type"));

    [Fact]
    public void Amend_JointPatrolToRoutine_TakesItsCounterpartAway()
    {
        var record = Joint();

        Amend(record, new() { Type = PatrolType.Routine }, "type", "counterpart_country", "counterpart_body");

        Assert.Equal((PatrolType.Routine, "", ""), (record.Type, record.CounterpartCountry, record.CounterpartBody));
    }

    [Fact]
    public void Amend_EveryFieldOfThePlan_TakesTheNewValues()
    {
        var record = Patrols.In(PatrolState.Planned);
        var sent = Joint();
        (sent.Unit, sent.Area, sent.Transport, sent.OfficerCount) = ("U2", "54", TransportMode.Boat, 0);
        string[] paths =
        [
            "unit", "area", "type", "counterpart_country", "counterpart_body", "transport", "officer_count", "plan_time", "planned_end_time",
            "grace_minutes", "leader", "team",
        ];

        Amend(record, sent, paths);

        Assert.Equal(sent, record);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("observations")]
    [InlineData("legs")]
    [InlineData("pauses")]
    [InlineData("void_reason")]
    [InlineData("cancel_reason")]
    [InlineData("name")]
    public void Amend_FieldThatTheServerSets_IsRefused(string path) =>
        Patrols.AssertAtFault("update_mask", () => Amend(Patrols.In(PatrolState.UnderWay), new(), path));

    [Fact]
    public void Amend_FieldsThatTheServerSets_AreAllNamed()
    {
        var refusal = Assert.Throws<RefusalException>(() => Amend(Patrols.In(PatrolState.UnderWay), new(), "unit", "state", "legs"));

        Assert.StartsWith("names 'state', 'legs', which cannot be changed", Assert.Single(refusal.Violations).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Amend_TimesOfAnEndedPatrol_MoveItsLegsToo()
    {
        var record = Patrols.In(PatrolState.Ended);

        Amend(record, new() { StartTime = Patrols.At(-5), EndTime = Patrols.At(200) }, "start_time", "end_time");

        Assert.Equal((Patrols.At(-5), Patrols.At(200)), (record.StartTime, record.EndTime));
        Assert.Equal((Patrols.At(-5), Patrols.At(200)), (record.Legs[0].StartTime, record.Legs[0].EndTime));
    }

    [Fact]
    public void Amend_EndOfAPatrolThatEndedInAPause_EndsThePauseWithIt()
    {
        var record = Patrols.In(PatrolState.Paused);
        new PatrolLog(record).End(new() { EndTime = Patrols.At(200) });

        Amend(record, new() { EndTime = Patrols.At(100) }, "end_time");

        Assert.Equal((Patrols.At(100), Patrols.At(100)), (record.EndTime, record.Pauses[0].EndTime));
    }

    [Theory]
    [InlineData(PatrolState.Planned, "start_time", true)]
    [InlineData(PatrolState.UnderWay, "start_time", false)]
    [InlineData(PatrolState.Planned, "end_time", true)]
    [InlineData(PatrolState.Paused, "end_time", true)]
    [InlineData(PatrolState.Ended, "end_time", false)]
    [InlineData(PatrolState.UnderWay, "final_position", true)]
    public void Amend_TimeThatIsNotThereOrTakenAway_IsRefused(PatrolState state, string path, bool isGiven)
    {
        var sent = isGiven ? new Patrol { StartTime = Patrols.At(1), EndTime = Patrols.At(70), FinalPosition = new() } : new();

        Patrols.AssertAtFault($"patrol.{path}", () => Amend(Patrols.In(state), sent, path));
    }

    [Theory]
    [InlineData("start_time", 31, -1)]
    [InlineData("end_time", 0, 49)]
    public void Amend_TimeThatContradictsAPause_IsRefused(string path, int start, int end)
    {
        var record = Patrols.In(PatrolState.Ended);
        record.Pauses.Add(new Pause { StartTime = Patrols.At(30), EndTime = Patrols.At(50) });

        Patrols.AssertAtFault($"patrol.{path}", () => Amend(record, new() { StartTime = Patrols.At(start), EndTime = Patrols.At(end) }, path));
    }

    [Theory]
    [InlineData(PatrolState.UnderWay, 0, 30)]
    [InlineData(PatrolState.Paused, 90, 90)]
    [InlineData(PatrolState.Planned, 0, null)]
    [InlineData(PatrolState.Ended, 0, null)]
    public void DueOf_InEachState_IsThePlannedEndAndTheGrace(PatrolState state, int grace, int? minutes)
    {
        var record = Patrols.In(state);
        (record.PlannedEndTime, record.GraceMinutes) = (Patrols.Later, grace);

        Assert.Equal(Patrols.Later.ToDateTimeOffset().AddMinutes(minutes ?? 0), PatrolTimes.DueOf(record) ?? Patrols.Later.ToDateTimeOffset());
        Assert.Equal(minutes is null, PatrolTimes.DueOf(record) is null);
    }

    [Fact]
    public void DueOf_OpenEnd_IsNever() => Assert.Null(PatrolTimes.DueOf(Patrols.In(PatrolState.UnderWay)));

    private static void Amend(Patrol record, Patrol sent, params string[] paths) => new PatrolLog(record).Amend(Patrols.Amendment(sent, paths));

    private static Patrol Joint()
    {
        var sent = Patrols.In(PatrolState.Planned);
        (sent.Type, sent.CounterpartCountry, sent.CounterpartBody) = (PatrolType.Joint, "MNG", "Border guard, invented");
        (sent.PlannedEndTime, sent.GraceMinutes) = (Patrols.Later, 90);
        return sent;
    }
}
