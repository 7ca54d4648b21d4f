using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>The way that some patrols went, as their device sent it when they were back.</summary>
internal static class DemoTracks
{
    private const int TrackedPercent = 2;
    private const int BoundaryPercent = 60;
    private const int Points = 24;
    private const double Step = 0.0001;

    /// <returns>Null for a patrol whose way nobody kept.</returns>
    public static SubmitPatrolsRequest? Of(DemoPatrol tour, DateTimeOffset end)
    {
        var dice = Dice.For($"track {tour.Id}", tour.Day, tour.Number);
        if (!dice.Chance(TrackedPercent))
            return null;
        var track = new AppendTrackRequest { Name = tour.Name, Device = "tracker", RequestId = $"{tour.Id}-track" };
        var position = dice.Chance(BoundaryPercent) ? DemoBoundary.Place(tour.Station, dice) : tour.Station.Near(dice);
        for (var number = 1; number <= Points; number++)
        {
            track.Points.Add(new TrackPoint
            {
                Sequence = number,
                Time = DemoTime.Stamp(tour.Start + ((end - tour.Start) * number / (Points + 1))),
                Position = position,
            });
            position = Next(position, dice);
        }

        return new() { AppendTrack = track };
    }

    // A hundred metres or so between two points, and mostly eastward.
    private static Position Next(Position from, Dice dice) => new()
    {
        Latitude = Math.Round(from.Latitude + (dice.Between(-8, 8) * Step), 5),
        Longitude = Math.Round(from.Longitude + (dice.Between(-2, 12) * Step), 5),
        AccuracyMeters = dice.Between(3, 12),
    };
}
