using System.Globalization;
using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>What was found of those who stayed or worked without a permit, and what came of it.</summary>
internal static class DemoFindings
{
    private const int FoundPercent = 25;

    private static readonly Weighted<FindingOutcome> Outcomes = new(
        (FindingOutcome.Fined, 40), (FindingOutcome.OrderedToLeave, 25), (FindingOutcome.Removed, 15), (FindingOutcome.Pending, 15),
        (FindingOutcome.Regularised, 5));

    public static void Complete(Interception record, Dice dice)
    {
        if (!dice.Chance(FoundPercent))
            return;
        foreach (var conduct in record.Conducts.Where(conduct => conduct is Conduct.IllegalStay or Conduct.IllegalWork))
            record.Findings.Add(Finding(conduct, record.InterceptTime.ToDateTimeOffset(), dice));
    }

    private static Finding Finding(Conduct conduct, DateTimeOffset time, Dice dice)
    {
        var outcome = Outcomes.Roll(dice);
        return new()
        {
            Conduct = conduct,
            Evidence = conduct == Conduct.IllegalStay ? "The permit had run out." : "Met at work; the foreman keeps a list.",
            SinceDate = time.AddDays(-dice.Between(3, 500)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Outcome = outcome,
            OutcomeTime = outcome == FindingOutcome.Pending ? null : DemoTime.Stamp(time.AddHours(dice.Between(1, 20))),
        };
    }
}
