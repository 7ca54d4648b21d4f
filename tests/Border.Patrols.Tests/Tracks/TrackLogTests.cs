using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.Collections;

namespace Border.Patrols.Tests.Tracks;

public sealed class TrackLogTests
{
    private readonly Track _track = new() { Name = "tracks/a" };

    private TrackLog Log => new(_track);

    [Fact]
    public void Add_NumbersInAnyOrder_KeepsTheSameRangesAsASet()
    {
        var random = new Random(17);
        for (var round = 0; round < 200; round++)
        {
            var ranges = new RepeatedField<SequenceRange>();
            var model = new SortedSet<long>();
            for (var i = 0; i < 60; i++)
            {
                var number = random.Next(1, 40);
                Assert.Equal(model.Add(number), SequenceRanges.Add(ranges, number));
            }

            Assert.Equal(model, ranges.SelectMany(range => Enumerable.Range((int)range.First, (int)(range.Last - range.First + 1)).Select(n => (long)n)));
            Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
            Assert.Equal(Enumerable.Range(1, 41).First(n => !model.Contains(n)), SequenceRanges.Next(ranges));
        }
    }

    [Fact]
    public void Receive_PointsThatCameBefore_GivesOnlyTheOthers()
    {
        Log.Receive("", Walks.Straight(5));

        Assert.Equal([6, 7], Log.Receive("", Walks.Straight(5, first: 3)).Select(point => point.Sequence));
        Assert.Equal(5, Log.Receive("other", Walks.Straight(5)).Count);
        Assert.Equal(8, _track.Sources[0].NextSequence);
    }

    [Fact]
    public void Receive_PointWithoutNumber_IsRefused() =>
        Patrols.AssertAtFault("points", () => Log.Receive("", [Walks.Point(1, 0, 0), Walks.Point(0, 0, 0)]));

    [Fact]
    public void Receive_MoreGapsThanAreKept_IsRefused()
    {
        Log.Receive("", [.. Enumerable.Range(1, 1000).Select(i => Walks.Point(i * 2, i, 0))]);

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Log.Receive("", [Walks.Point(5000, 0, 0)])).Reason);
    }

    [Fact]
    public void Receive_MoreDevicesThanATrackHas_IsRefused()
    {
        for (var i = 0; i < 50; i++)
            Log.Receive($"d{i}", Walks.Straight(1));

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Log.Receive("one-more", Walks.Straight(1))).Reason);
    }

    [Fact]
    public void Receive_MarkThatADeviceSends_IsDropped()
    {
        var point = Walks.Point(1, 0, 0);
        point.IsJump = true;

        Assert.False(Assert.Single(Log.Receive("", [point])).IsJump);
    }

    [Fact]
    public void Store_ManyPoints_CutsThemAndNumbersTheParts()
    {
        var points = Walks.Straight(4001);

        var chunks = Log.Store("a", "d", points).ToList();

        Assert.Equal([("track_chunks/a-1", 2000), ("track_chunks/a-2", 2000), ("track_chunks/a-3", 1)], chunks.Select(c => (c.Name, c.Points.Count)));
        Assert.Equal(points, chunks.SelectMany(chunk => chunk.Points));
        Assert.Equal((3, "d"), (_track.ChunkCount, chunks[2].Device));
    }

    [Fact]
    public void Store_MorePartsThanATrackHas_IsRefused()
    {
        _track.ChunkCount = 1000;

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Log.Store("a", "", Walks.Straight(1)).ToList()).Reason);
    }

    [Fact]
    public void Measure_TwoDevicesOfOneTeam_CountsTheLongerTrack()
    {
        Log.Measure("one", Walks.Straight(11), isAll: false);
        Log.Measure("two", Walks.Straight(21), isAll: false);

        Assert.InRange(_track.DistanceMeters, 299, 301);
        Assert.Equal((200, 32), (_track.MovingSeconds, _track.PointCount));
        Assert.Equal((Walks.Point(1, 10, 0).Time, Walks.Point(21, 210, 0).Time), (_track.StartTime, _track.EndTime));
    }

    [Fact]
    public void IsInOrder_PointsBeforeTheLast_AreNot()
    {
        Log.Measure("", Walks.Straight(5), isAll: false);

        Assert.True(Log.IsInOrder("", Walks.Straight(3, first: 6)));
        Assert.False(Log.IsInOrder("", [Walks.Point(9, 49, 0)]));
        // Of the same time as the last one, which has the number 5.
        Assert.False(Log.IsInOrder("", [Walks.Point(4, 50, 0)]));
        Assert.True(Log.IsInOrder("", [Walks.Point(6, 50, 0)]));
        // Among themselves they are put in order when they are measured.
        Assert.True(Log.IsInOrder("", [Walks.Point(9, 99, 0), Walks.Point(10, 98, 0)]));
    }
}
