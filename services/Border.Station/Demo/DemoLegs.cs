using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>What some patrols do between their start and their end: rest, and go on by other means or under another leader.</summary>
/// <param name="id">That of the tour's record, of which there may be two.</param>
internal sealed class DemoLegs(DemoPatrol tour, string id, Timeline<SubmitPatrolsRequest> timeline)
{
    private const int ChangePercent = 8;
    private const int PausePercent = 7;
    private const int PositionPercent = 15;

    /// <param name="transport">How it moves until it changes.</param>
    /// <param name="end">When it ends: two hours and a half after its start at least.</param>
    public void Add(TransportMode transport, DateTimeOffset end)
    {
        var dice = Dice.For($"legs {tour.Id}", tour.Day, tour.Number);
        if (dice.Chance(PausePercent))
            Pause(end, dice);
        if (dice.Chance(ChangePercent))
            Change(transport, dice);
    }

    /// <summary>Where it ended; null when nobody wrote it down.</summary>
    public static Position? EndOf(DemoPatrol tour)
    {
        var dice = Dice.For($"end {tour.Id}", tour.Day, tour.Number);
        return dice.Chance(PositionPercent) ? tour.Station.Near(dice) : null;
    }

    private void Pause(DateTimeOffset end, Dice dice)
    {
        var paused = end.AddMinutes(-dice.Between(40, 60));
        var resumed = paused.AddMinutes(dice.Between(10, 35));
        timeline.Add(paused, new()
        {
            Pause = new()
            {
                Name = $"patrols/{id}",
                PauseTime = DemoTime.Stamp(paused),
                Reason = dice.Of(["Meal.", "Waiting for the fog to lift.", "Repair of a vehicle."]),
                RequestId = $"{id}-pause",
            },
        });
        timeline.Add(resumed, new()
        {
            Resume = new() { Name = $"patrols/{id}", ResumeTime = DemoTime.Stamp(resumed), RequestId = $"{id}-resume" },
        });
    }

    private void Change(TransportMode transport, Dice dice)
    {
        var time = tour.Start.AddMinutes(dice.Between(30, 80));
        timeline.Add(time, new()
        {
            ChangeLeg = new()
            {
                Name = $"patrols/{id}",
                ChangeTime = DemoTime.Stamp(time),
                Leader = dice.Chance(30) ? DemoPlans.ServiceNumber(dice) : "",
                Transport = Other(transport),
                RequestId = $"{id}-leg-2",
            },
        });
    }

    // Whoever comes by road goes on on foot, and whoever walked is picked up.
    private static TransportMode Other(TransportMode transport) =>
        transport == TransportMode.Foot ? TransportMode.Vehicle : TransportMode.Foot;
}
