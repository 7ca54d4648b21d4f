using Border.Patrols.V1;
using Border.Patrols.Watching;

namespace Border.Patrols.Tests.Watching;

public sealed class PatrolWatchTests
{
    private static readonly DateTimeOffset Due = Patrols.Later.ToDateTimeOffset().AddMinutes(30);
    private static readonly DateTimeOffset Before = Due.AddMinutes(-1);

    private readonly PatrolWatch _watch = new("53", overdueOnly: false);

    [Theory]
    [InlineData(PatrolState.UnderWay, "53", true)]
    [InlineData(PatrolState.Paused, "53.01", true)]
    [InlineData(PatrolState.UnderWay, "531", false)]
    [InlineData(PatrolState.UnderWay, "54", false)]
    [InlineData(PatrolState.Planned, "53", false)]
    [InlineData(PatrolState.Ended, "53", false)]
    [InlineData(PatrolState.Void, "53", false)]
    public void Take_Patrol_IsToldWhenItIsOutInTheArea(PatrolState state, string area, bool isTold) =>
        Assert.Equal(isTold ? false : null, _watch.Take(Version(1, state, area), Before));

    [Theory]
    [InlineData(PatrolState.Ended, "53")]
    [InlineData(PatrolState.Void, "53")]
    [InlineData(PatrolState.UnderWay, "54")]
    public void Take_WatchedPatrolThatIsGone_IsToldOnce(PatrolState state, string area)
    {
        _watch.Take(Version(1), Before);

        Assert.False(_watch.Take(Version(2, state, area), Before));
        Assert.Null(_watch.Take(Version(3, state, area), Before));
        Assert.Null(_watch.NextDue);
    }

    [Fact]
    public void Take_WatchedPatrolThatIsOutOfSight_IsToldOnceAndNotOverdue()
    {
        _watch.Take(Version(1), Before);

        Assert.False(_watch.Take(Version(2), Before, isInSight: false));
        Assert.Null(_watch.Take(Version(3), Before, isInSight: false));
        Assert.Empty(_watch.TakeOverdue(Due));
    }

    [Fact]
    public void Take_VersionThatIsKnown_IsNoNews()
    {
        _watch.Take(Version(2), Before);

        Assert.Null(_watch.Take(Version(1), Before));
        Assert.Null(_watch.Take(Version(2), Before));
        Assert.False(_watch.Take(Version(3), Before));
    }

    [Fact]
    public void TakeOverdue_AtTheDueTime_GivesItOnce()
    {
        _watch.Take(Version(1), Before);

        Assert.Equal(Due, _watch.NextDue);
        Assert.Empty(_watch.TakeOverdue(Due.AddTicks(-1)));
        Assert.Equal(["patrols/a"], _watch.TakeOverdue(Due).Select(record => record.Name));
        Assert.Empty(_watch.TakeOverdue(Due.AddHours(1)));
        Assert.Null(_watch.NextDue);
    }

    [Fact]
    public void TakeOverdue_EndThatWasPutOff_WaitsForTheNewOne()
    {
        _watch.Take(Version(1), Due);
        var later = Version(2);
        later.GraceMinutes = 60;

        Assert.False(_watch.Take(later, Due));

        Assert.Equal(Due.AddMinutes(30), _watch.NextDue);
        Assert.Single(_watch.TakeOverdue(Due.AddMinutes(30)));
    }

    [Fact]
    public void Take_OverdueOnly_IsToldFromThenOn()
    {
        var watch = new PatrolWatch("", overdueOnly: true);

        Assert.Null(watch.Take(Version(1), Before));
        Assert.Single(watch.TakeOverdue(Due));
        Assert.True(watch.Take(Version(2), Due));
        Assert.False(watch.Take(Version(3, PatrolState.Ended), Due));
        Assert.Null(watch.Take(Version(4, PatrolState.Ended), Due));
    }

    private static Patrol Version(int version, PatrolState state = PatrolState.UnderWay, string area = "53")
    {
        var record = Patrols.In(state);
        (record.Etag, record.Area, record.PlannedEndTime) = ($"{version}", area, Patrols.Later);
        return record;
    }
}
