using Border.Erasures.V1;
using Border.Patrols.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

/// <summary>When a patrol can be erased, and for how long it is kept without a review. Its track says nothing of who went.</summary>
internal static class PatrolErasing
{
    private static readonly PatrolState[] Over = [PatrolState.Ended, PatrolState.Cancelled, PatrolState.Void];

    public static readonly Erasable[] Kinds =
    [
        new Erasable<Patrol>(
            PatrolRegister.Kind,
            RetentionCategory.Patrols,
            "plan_time",
            options => options.PatrolDays,
            record => new[] { record.PlanTime, record.EndTime }.Max()!,
            WithPatrolAsync),
    ];

    // Nobody could start or end it any more.
    private static async Task<IReadOnlyList<string>> WithPatrolAsync(RecordSession session, string name)
    {
        if (await session.FindAsync(PatrolRegister.Kind, name) is { } patrol && !Over.Contains(patrol.State))
            throw Refusals.RuleBroken($"{name} is {PatrolTurns.Word(patrol.State)}. End it, cancel it or void it first.");
        return [];
    }
}
