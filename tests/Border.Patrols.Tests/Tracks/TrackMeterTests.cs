using Border.Patrols.Tracks;
using Border.Patrols.V1;

namespace Border.Patrols.Tests.Tracks;

public sealed class TrackMeterTests
{
    private readonly TrackSource _source = new();

    [Fact]
    public void Add_StraightWalk_IsItsLengthAndTime()
    {
        Assert.DoesNotContain(true, Walks.Straight(101).Select(Add));

        Assert.InRange(_source.DistanceMeters, 1498, 1505);
        Assert.Equal((1000, 101, 0), (_source.MovingSeconds, _source.PointCount, _source.JumpCount));
    }

    [Fact]
    public void Add_DeviceAtRest_CountsNeitherDistanceNorTime()
    {
        for (var i = 0; i < 100; i++)
            Add(Walks.Point(i, i * 10, i % 2 == 0 ? 0 : 4.9));

        Assert.Equal((0, 0), (_source.DistanceMeters, _source.MovingSeconds));
    }

    [Fact]
    public void Add_OneWildPoint_IsMarkedAndAddsNothing()
    {
        Assert.Equal([false, true, false], new[] { Walks.Point(1, 0, 0), Walks.Point(2, 10, 20_000), Walks.Point(3, 20, 30) }.Select(Add));

        Assert.InRange(_source.DistanceMeters, 29.5, 30.5);
        Assert.Equal((3, 1), (_source.PointCount, _source.JumpCount));
    }

    [Fact]
    public void Add_FirstPointWild_GoesOnFromWhereTheOthersAgree()
    {
        TrackPoint[] points = [Walks.Point(1, 0, 50_000), Walks.Point(2, 10, 0), Walks.Point(3, 20, 15), Walks.Point(4, 30, 30)];

        Assert.Equal([false, true, false, false], points.Select(Add));
        Assert.InRange(_source.DistanceMeters, 29.5, 30.5);
    }

    [Theory]
    [InlineData(1000, 0, false)]
    [InlineData(1100, 0, true)]
    [InlineData(1100, 60, false)]
    public void Add_FastPoint_IsAJumpUnlessItsAccuracyAllowsIt(double meters, double accuracy, bool isJump)
    {
        Add(Walks.Point(1, 0, 0, accuracy));

        Assert.Equal(isJump, Add(Walks.Point(2, 10, meters * 0.998, accuracy)));
    }

    [Fact]
    public void Add_SameTime_IsAJumpOnlyElsewhere()
    {
        Add(Walks.Point(1, 0, 0));

        Assert.False(Add(Walks.Point(2, 0, 0)));
        Assert.True(Add(Walks.Point(3, 0, 50)));
    }

    [Fact]
    public void Restart_MeasuredTrack_KeepsOnlyItsNumbers()
    {
        (_source.Device, _source.NextSequence) = ("d", 7);
        _source.Received.Add(new SequenceRange { First = 1, Last = 6 });
        var kept = _source.Clone();
        Add(Walks.Point(1, 0, 0));
        Add(Walks.Point(2, 1, 9000));

        TrackMeter.Restart(_source);

        Assert.Equal(kept, _source);
    }

    private bool Add(TrackPoint point) => TrackMeter.Add(_source, point);
}
