using Border.Patrols.V1;

namespace Border.Statistics.Tests.Indicators;

public sealed class PatrolIndicatorTests : CountingTests
{
    [Fact]
    public void Count_StartedPatrol_CountsOnTheDayOfItsStart() => Assert.Equal(
        ["patrols_conducted 2021-05-17 53.02 law_enforcement_operation 1"],
        Count(FeedNames.Patrols, Records.Patrol(PatrolType.LawEnforcementOperation)));

    [Fact]
    public void Count_JointPatrol_CountsAsBothByNeighbour()
    {
        var record = Records.Patrol(PatrolType.Joint);
        record.CounterpartCountry = "LAO";

        Assert.Equal(
            ["joint_patrols 2021-05-17 53.02 LAO 1", "patrols_conducted 2021-05-17 53.02 joint 1"],
            Count(FeedNames.Patrols, record));
    }

    [Fact]
    public void Count_PlannedPatrol_CountsNowhere()
    {
        var record = Records.Patrol(PatrolType.Joint);
        (record.State, record.StartTime) = (PatrolState.Planned, null);

        Assert.Empty(Count(FeedNames.Patrols, record));
    }

    [Fact]
    public void Count_VoidPatrol_CountsNowhere()
    {
        var record = Records.Patrol(PatrolType.Joint);
        record.State = PatrolState.Void;

        Assert.Empty(Count(FeedNames.Patrols, record));
    }
}
