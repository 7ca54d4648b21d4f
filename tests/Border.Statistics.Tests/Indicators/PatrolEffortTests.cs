using Border.Patrols.V1;

namespace Border.Statistics.Tests.Indicators;

public sealed class PatrolEffortTests : CountingTests
{
    [Fact]
    public void Count_HoursOfAnEndedPatrol_AreThoseWithoutItsPauses()
    {
        var record = Ended("2021-05-17T10:30:00Z");
        record.Pauses.Add(new Pause { StartTime = Records.Time("2021-05-17T03:00:00Z"), EndTime = Records.Time("2021-05-17T03:45:00Z") });
        record.Pauses.Add(new Pause { StartTime = Records.Time("2021-05-17T05:00:00Z"), EndTime = Records.Time("2021-05-17T05:15:00Z") });

        Assert.Equal(["2021-05-17 53.02 U1 7.5"], Of("patrol_hours", FeedNames.Patrols, record));
    }

    [Fact]
    public void Count_TeamOfFive_CountsOnePatrol()
    {
        var record = Ended("2021-05-17T04:00:00Z");
        record.OfficerCount = 5;
        record.Legs.Add([new Leg { Number = 1 }, new Leg { Number = 2 }]);

        Assert.Equal(["2021-05-17 53.02 U1 2"], Of("patrol_hours", FeedNames.Patrols, record));
        Assert.Equal(["2021-05-17 53.02 U1 1"], Of("patrol_days", FeedNames.Patrols, record));
    }

    // The start is at 10 in the morning of the 17th, local time.
    [Theory]
    [InlineData("2021-05-17T15:59:59Z", "2021-05-17")]
    [InlineData("2021-05-17T16:00:00Z", "2021-05-17", "2021-05-18")]
    [InlineData("2021-05-19T17:00:00Z", "2021-05-17", "2021-05-18", "2021-05-19", "2021-05-20")]
    [InlineData("2021-05-17T02:00:00Z", "2021-05-17")]
    public void Count_DaysOfAPatrol_AreTheLocalDaysOnWhichItWasOut(string end, params string[] days) =>
        Assert.Equal(days.Select(day => $"{day} 53.02 U1 1").Order(), Of("patrol_days", FeedNames.Patrols, Ended(end)).Order());

    [Fact]
    public void Count_PatrolOfYearsByAWrongClock_IsOf31Days() =>
        Assert.Equal(31, Of("patrol_days", FeedNames.Patrols, Ended("2031-05-17T04:00:00Z")).Count());

    [Fact]
    public void Count_PatrolOfYearsByAWrongClock_HasTheHoursOf31Days() =>
        Assert.Equal(["2021-05-17 53.02 U1 744"], Of("patrol_hours", FeedNames.Patrols, Ended("2031-05-17T04:00:00Z")));

    [Theory]
    [InlineData(PatrolState.UnderWay)]
    [InlineData(PatrolState.Paused)]
    [InlineData(PatrolState.Void)]
    public void Count_PatrolThatIsOutOrVoid_HasNoHoursOrDays(PatrolState state)
    {
        var record = Ended("2021-05-17T04:00:00Z");
        record.State = state;

        Assert.Empty(Of("patrol_hours", FeedNames.Patrols, record));
        Assert.Empty(Of("patrol_days", FeedNames.Patrols, record));
    }

    [Theory]
    [InlineData(false, "2021-05-18 53.02 U1 12.346")]
    [InlineData(true)]
    public void Count_Track_IsItsLengthUnlessItsPatrolIsVoid(bool isVoid, params string[] lines) => Assert.Equal(
        lines,
        Count(FeedNames.Patrols, new Track
        {
            Name = "tracks/p1",
            Unit = "U1",
            Area = "53.02",
            DistanceMeters = 12_345.678,
            StartTime = Records.Time("2021-05-17T17:00:00Z"),
            IsVoid = isVoid,
        }).Select(line => line["patrol_kilometres ".Length..]));

    private static Patrol Ended(string time)
    {
        var record = Records.Patrol();
        (record.State, record.EndTime) = (PatrolState.Ended, Records.Time(time));
        return record;
    }
}
