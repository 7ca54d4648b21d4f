using System.Globalization;
using Border.Patrols.V1;

namespace Border.Station.Demo;

/// <summary>What only some units plan of a patrol: when it is to be back, and who goes. Some plans are called off.</summary>
internal static class DemoPlans
{
    private const int ReturnPercent = 30;
    private const int LeaderPercent = 20;
    private const int MaxOfficers = 5;

    private static readonly string[] Reasons = ["Heavy snow closed the road.", "The officers were needed for a search.", "The vehicle broke down."];

    public static void Complete(DemoPatrol tour, Patrol patrol)
    {
        var dice = Dice.For($"plan {tour.Id}", tour.Day, tour.Number);
        if (dice.Chance(ReturnPercent))
        {
            patrol.PlannedEndTime = DemoTime.Stamp(tour.Start.AddMinutes(dice.Between(12, 40) * 15));
            patrol.GraceMinutes = dice.Of([0, 15, 60, 120]);
        }

        if (dice.Chance(LeaderPercent))
        {
            patrol.Leader = ServiceNumber(dice);
            for (var officer = Math.Min(patrol.OfficerCount, MaxOfficers); officer > 1; officer--)
                patrol.Team.Add(ServiceNumber(dice));
        }

        if (tour.IsJoint)
            patrol.CounterpartBody = dice.Of(["Border guard", "Border police", "Frontier troops"]);
    }

    public static SubmitPatrolsRequest Cancel(string id, int number) => new()
    {
        Cancel = new() { Name = $"patrols/{id}", Reason = Reasons[number % Reasons.Length], RequestId = $"{id}-cancel" },
    };

    /// <summary>The number of an officer who does not exist.</summary>
    public static string ServiceNumber(Dice dice) => $"DEMO-{dice.Below(10_000).ToString("0000", CultureInfo.InvariantCulture)}";
}
