using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;

namespace Border.Patrols.Tests;

public sealed class PatrolLegTests
{
    private readonly Patrol _record = Patrols.In(PatrolState.UnderWay);

    private PatrolLog Log => new(_record);

    [Fact]
    public void Start_AsPlanned_BeginsTheFirstLegWithThePlan()
    {
        var record = Patrols.In(PatrolState.Planned);

        new PatrolLog(record).Start(new() { StartTime = Patrols.Started });

        Assert.Equal(Patrols.In(PatrolState.UnderWay).Legs, record.Legs);
        Assert.Equal(Patrols.Started, record.StartTime);
    }

    [Fact]
    public void Start_WithOthersThanPlanned_BeginsTheFirstLegWithThem()
    {
        var record = Patrols.In(PatrolState.Planned);

        new PatrolLog(record).Start(new() { StartTime = Patrols.Started, Leader = "N-7", Team = { "N-8" }, Transport = TransportMode.Snow });

        var leg = Assert.Single(record.Legs);
        Assert.Equal(("N-7", TransportMode.Snow), (leg.Leader, leg.Transport));
        Assert.Equal(["N-8"], leg.Team);
        Assert.Equal(("N-1", TransportMode.Horse), (record.Leader, record.Transport));
    }

    [Fact]
    public void ChangeLeg_OfTheTransport_EndsOneLegAndBeginsTheNextWithTheSamePeople()
    {
        Log.ChangeLeg(new() { ChangeTime = Patrols.Paused, Transport = TransportMode.Boat });

        Assert.Equal([(1, Patrols.Started), (2, Patrols.Paused)], _record.Legs.Select(leg => (leg.Number, leg.StartTime)));
        Assert.Equal([Patrols.Paused, null], _record.Legs.Select(leg => leg.EndTime));
        Assert.Equal((TransportMode.Boat, "N-1"), (_record.Legs[1].Transport, _record.Legs[1].Leader));
        Assert.Equal(["N-2", "N-3"], _record.Legs[1].Team);
    }

    [Fact]
    public void ChangeLeg_OfLeaderAndTeam_KeepsTheTransport()
    {
        Log.ChangeLeg(new() { ChangeTime = Patrols.Paused, Leader = "N-4", Team = { "N-5" } });

        Assert.Equal((TransportMode.Horse, "N-4"), (_record.Legs[1].Transport, _record.Legs[1].Leader));
        Assert.Equal(["N-5"], _record.Legs[1].Team);
        Assert.Equal(["N-2", "N-3"], _record.Legs[0].Team);
    }

    [Fact]
    public void ChangeLeg_OfNothing_IsRefused() => Patrols.AssertAtFault("leader", () => Log.ChangeLeg(new() { ChangeTime = Patrols.Paused }));

    [Fact]
    public void ChangeLeg_OfAPatrolFromBeforeThereWereLegs_MakesItsFirst()
    {
        _record.Legs.Clear();

        Log.ChangeLeg(new() { ChangeTime = Patrols.Paused, Leader = "N-4" });

        Assert.Equal([("N-1", Patrols.Started), ("N-4", Patrols.Paused)], _record.Legs.Select(leg => (leg.Leader, leg.StartTime)));
    }

    [Fact]
    public void ChangeLeg_PastTheHundredth_IsRefused()
    {
        for (var number = 2; number <= 100; number++)
            Log.ChangeLeg(new() { ChangeTime = Patrols.Paused, Leader = "N-4" });

        var refusal = Assert.Throws<RefusalException>(() => Log.ChangeLeg(new() { ChangeTime = Patrols.Paused, Leader = "N-5" }));

        Assert.Equal((ErrorReason.RuleBroken, 100), (refusal.Reason, _record.Legs.Count));
    }

    [Fact]
    public void Pause_PastTheTwoHundredth_IsRefused()
    {
        for (var number = 1; number <= 200; number++)
        {
            Log.Pause(new() { PauseTime = Patrols.Paused });
            Log.Resume(new() { ResumeTime = Patrols.Paused });
        }

        var refusal = Assert.Throws<RefusalException>(() => Log.Pause(new() { PauseTime = Patrols.Paused }));

        Assert.Equal((ErrorReason.RuleBroken, 200), (refusal.Reason, _record.Pauses.Count));
    }

    [Fact]
    public void AmendLeg_OfTheFirst_ChangesOnlyWhatIsNamed()
    {
        Log.ChangeLeg(new() { ChangeTime = Patrols.Paused, Leader = "N-4" });

        Log.AmendLeg(new() { Number = 1, Leg = new() { Leader = "N-6", Transport = TransportMode.Boat }, UpdateMask = new() { Paths = { "leader" } } });

        Assert.Equal([("N-6", TransportMode.Horse), ("N-4", TransportMode.Horse)], _record.Legs.Select(leg => (leg.Leader, leg.Transport)));
    }

    [Theory]
    [InlineData(0, "leader", "number")]
    [InlineData(2, "leader", "number")]
    [InlineData(1, "start_time", "update_mask")]
    [InlineData(1, "number", "update_mask")]
    public void AmendLeg_ThatIsNotThereOrOfItsTimes_IsRefused(int number, string path, string field) => Patrols.AssertAtFault(
        field, () => Log.AmendLeg(new() { Number = number, Leg = new(), UpdateMask = new() { Paths = { path } } }));

    [Fact]
    public void PauseAndResume_AtTimes_KeepThem()
    {
        Log.Pause(new() { PauseTime = Patrols.Paused, Reason = "Rest" });
        Log.Resume(new() { ResumeTime = Patrols.Later });

        Assert.Equal(new Pause { StartTime = Patrols.Paused, EndTime = Patrols.Later, Reason = "Rest" }, Assert.Single(_record.Pauses));
        Assert.Single(_record.Legs);
    }

    [Fact]
    public void End_InAPause_EndsThePauseAndTheLeg()
    {
        Log.Pause(new() { PauseTime = Patrols.Paused });
        Log.End(new() { EndTime = Patrols.Later, FinalPosition = new() { Latitude = 47.5, Longitude = 134.2 } });

        Assert.Equal((Patrols.Later, Patrols.Later, Patrols.Later), (_record.EndTime, _record.Pauses[0].EndTime, _record.Legs[0].EndTime));
        Assert.Equal(47.5, _record.FinalPosition.Latitude);
    }

    public static TheoryData<string, int, int, bool> Times => new()
    {
        { "pause_time", 0, -1, false },
        { "pause_time", 0, 0, true },
        { "change_time", 0, -1, false },
        { "change_time", 30, 29, false },
        { "change_time", 30, 30, true },
        { "end_time", 0, -1, false },
        { "end_time", 30, 29, false },
        { "end_time", 30, 30, true },
        { "resume_time", 30, 29, false },
        { "resume_time", 30, 30, true },
    };

    /// <param name="field">Which time is given.</param>
    /// <param name="last">When the present leg began, or the pause that goes on, in minutes after the start.</param>
    /// <param name="minutes">The time that is given.</param>
    /// <param name="isAllowed">Whether it goes on from there.</param>
    [Theory]
    [MemberData(nameof(Times))]
    public void Times_OfAPatrol_DoNotRunBackwards(string field, int last, int minutes, bool isAllowed)
    {
        Action act = field switch
        {
            "pause_time" => () => Log.Pause(new() { PauseTime = Patrols.At(minutes) }),
            "resume_time" => () => Log.Resume(new() { ResumeTime = Patrols.At(minutes) }),
            "change_time" => () => Log.ChangeLeg(new() { ChangeTime = Patrols.At(minutes), Leader = "N-9" }),
            _ => () => Log.End(new() { EndTime = Patrols.At(minutes) }),
        };
        if (field == "resume_time")
            Log.Pause(new() { PauseTime = Patrols.At(last) });
        else if (last > 0)
            Log.ChangeLeg(new() { ChangeTime = Patrols.At(last), Leader = "N-8" });
        var before = _record.Clone();

        if (isAllowed)
        {
            act();
            Assert.NotEqual(before, _record);
            return;
        }

        Patrols.AssertAtFault(field, act);
        Assert.Equal(before, _record);
    }
}
