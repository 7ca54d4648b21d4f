using Border.Patrols.Boundaries;
using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Patrols.Tests.Boundaries;

/// <summary>What walks cover of a boundary, computed by hand and by sampling it. The tolerance is 100 metres.</summary>
public sealed class CoveredBoundaryTests
{
    private static readonly BoundarySection Straight = Ground.Plain.Section("a", (0, 0), (3000, 0));

    [Theory]
    // Along it: the walk, and 100 m beyond each end.
    [InlineData(1000, 0, 1800, 0, 1000)]
    // Beside it: at each end sqrt(100² - 60²) = 80 m more.
    [InlineData(1000, 60, 1800, 60, 960)]
    [InlineData(1800, -60, 1000, -60, 960)]
    // Across it: 100 m on both sides.
    [InlineData(1500, -500, 1500, 500, 200)]
    // Across it at 45 degrees: sqrt(2) as much.
    [InlineData(1100, -400, 1900, 400, 282.84)]
    // Up to 80 m from it, with sqrt(100² - 80²) = 60 m on both sides.
    [InlineData(1500, 600, 1500, 80, 120)]
    // Past its beginning.
    [InlineData(-500, 0, 300, 0, 400)]
    // Too far off.
    [InlineData(1000, 101, 1800, 101, 0)]
    public void Cover_OneWay_IsWhatLiesWithinTheTolerance(double fromEast, double fromNorth, double toEast, double toNorth, double meters)
    {
        var covered = Ground.Cover(Ground.Map(Straight), Ground.Plain.Walk((fromEast, fromNorth), (toEast, toNorth)));

        Assert.Equal(meters, covered.MetersOf(0), 0.2);
    }

    [Fact]
    public void Cover_StretchWalkedTwiceAndByATeam_CountsOnce()
    {
        var there = Ground.Plain.Walk((500, 0), (1500, 10), (2500, 0));
        var back = Ground.Plain.Walk((2500, 20), (1500, -10), (500, 20));

        var once = Ground.Cover(Ground.Map(Straight), there).MetersOf(0);
        var often = Ground.Cover(Ground.Map(Straight), there, back, there).MetersOf(0);

        Assert.Equal(2200, once, 3.0);
        Assert.Equal(once, often, 3.0);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    [InlineData(-45)]
    [InlineData(84.9)]
    public void Cover_AcrossTheDateLine_IsAsElsewhere(double latitude)
    {
        var (there, elsewhere) = (new Ground(latitude, 179.995), new Ground(latitude, 10));
        (double, double)[] line = [(-2000, 100), (2500, -80)];
        (double, double)[] walk = [(-1500, 50), (-700, 80), (0, 0), (600, 20), (1500, -30)];

        var covered = Ground.Cover(Ground.Map(there.Section("a", line)), there.Walk(walk)).MetersOf(0);

        Assert.InRange(covered, 3000, 3300);
        Assert.Equal(Ground.Cover(Ground.Map(elsewhere.Section("a", line)), elsewhere.Walk(walk)).MetersOf(0), covered, 0.5);
    }

    [Fact]
    public void Cover_JumpsPausesAndGaps_CoverNothing()
    {
        var points = Ground.Plain.Walk((0, 300), (500, 2_000_000), (600, 300), (700, 0), (900, 0), (1900, 300), (2000, 300));
        // Nobody knows the way of the half hour and more between two points.
        (points[5].Time, points[6].Time) = (Ground.Minute(40), Ground.Minute(41));
        var pause = new Pause { StartTime = Ground.Minute(3.2), EndTime = Ground.Minute(3.4) };
        var map = Ground.Map(Straight);

        var without = CoverageReader.Cover(map, TrackWays.Of(points.Take(5), [])).MetersOf(0);
        var paused = CoverageReader.Cover(map, TrackWays.Of(points, [pause])).MetersOf(0);
        var open = CoverageReader.Cover(map, TrackWays.Of(points, [new Pause { StartTime = Ground.Minute(2) }])).MetersOf(0);

        // From 600,300 to 700,0 the way goes 3 north for 1 west: it is within 100 m of the boundary from 105.4 m before 700 on.
        Assert.Equal(405.4, without, 0.5);
        Assert.Equal(205.4, paused, 0.5);
        Assert.Equal(0, open);
    }

    [Fact]
    public void Of_WayOfMoreThanFiveKilometres_IsNotKnown()
    {
        Assert.Empty(TrackWays.Of(Ground.Plain.Walk((0, 0), (5010, 0)), []));
        Assert.Single(TrackWays.Of(Ground.Plain.Walk((0, 0), (4990, 0)), []));
    }

    [Fact]
    public void Of_JumpThatTurnsOutToBeRight_GoesOnFromThere()
    {
        var points = Ground.Plain.Walk((0, 0), (90_000, 0), (90_100, 0), (90_200, 0));

        Assert.Equal([(2L, 3L), (3L, 4L)], TrackWays.Of(points, []).Select(way => (way.From.Sequence, way.To.Sequence)));
    }

    [Fact]
    public void Cover_LinesThatLieApart_AreMeasuredWithoutTheGap()
    {
        var section = Ground.Plain.Section("a", (0, 0), (1000, 0));
        section.Lines.Add(Ground.Plain.Section("b", (2000, 0), (3000, 0)).Lines);

        var covered = Ground.Cover(Ground.Map(section), Ground.Plain.Walk((0, 0), (1500, 0), (3000, 0)));

        Assert.Equal(2000, covered.MetersOf(0), 3.0);
    }

    [Fact]
    public void Map_RetiredSection_IsLeftOut()
    {
        var retired = Ground.Plain.Section("b", (0, 10), (3000, 10));
        retired.IsRetired = true;

        var map = Ground.Map(Straight, retired);

        Assert.Equal(["a"], map.Sections.Select(section => section.Id));
        Assert.Equal([0], Ground.Cover(map, Ground.Plain.Walk((0, 0), (500, 0))).Sections);
    }

    // Random boundaries and walks, against looking at the boundary every two metres.
    [Theory]
    [InlineData(47, 134)]
    [InlineData(-33, 179.97)]
    [InlineData(79, -179.98)]
    [InlineData(0.01, -0.01)]
    public void Cover_RandomWalks_IsWhatSamplingFinds(double latitude, double longitude)
    {
        const double Step = 2;
        var ground = new Ground(latitude, longitude);
        var random = new Random(12);
        for (var round = 0; round < 12; round++)
        {
            var section = ground.Section("a", Steps(random, 6, 900));
            var walk = ground.Walk(Steps(random, 10, 500));

            var covered = Ground.Cover(Ground.Map(section), walk).MetersOf(0);

            var ways = TrackWays.Of(walk, []).Select(way => (way.From.Position, way.To.Position)).ToList();
            var sampled = Places(section, Step).Count(place => ways.Any(way => MetersToWay(place, way.Item1, way.Item2) <= 100)) * Step;
            Assert.InRange(covered - sampled, -30, 30);
        }
    }

    private static (double East, double North)[] Steps(Random random, int count, double most)
    {
        var (east, north) = (0.0, 0.0);
        return [.. Enumerable.Range(0, count).Select(_ => (east += (random.NextDouble() - 0.3) * most, north += (random.NextDouble() - 0.5) * most))];
    }

    private static IEnumerable<Position> Places(BoundarySection section, double step)
    {
        var positions = section.Lines[0].Positions;
        foreach (var (from, to) in positions.Zip(positions.Skip(1)))
        {
            var count = (int)Math.Round(Wgs84.Meters(from, to) / step);
            for (var i = 0; i < count; i++)
                yield return Between(from, to, (i + 0.5) / count);
        }
    }

    // By halving and halving again, on the ellipsoid: nothing of what is tested is used.
    private static double MetersToWay(Position place, Position from, Position to)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 30; i++)
        {
            var (one, other) = (low + ((high - low) / 3), high - ((high - low) / 3));
            if (Wgs84.Meters(place, Between(from, to, one)) < Wgs84.Meters(place, Between(from, to, other)))
                high = other;
            else
                low = one;
        }

        return Wgs84.Meters(place, Between(from, to, low));
    }

    private static Position Between(Position from, Position to, double part)
    {
        var east = to.Longitude - from.Longitude;
        east -= 360 * Math.Round(east / 360);
        return new() { Latitude = from.Latitude + ((to.Latitude - from.Latitude) * part), Longitude = from.Longitude + (east * part) };
    }
}
