using Border.Station.Demo;

namespace Border.Station.Tests.Demo;

/// <summary>What the indicators must come to by a demo's targets.</summary>
internal static class Expected
{
    public static IReadOnlyList<(int Year, string Indicator, decimal Amount)> Of(DemoTargets targets) =>
    [
        (2021, "border_cases_registered", targets.BorderCases),
        (2020, "border_cases_registered", targets.BorderCases2020),
        (2021, "suspects_arrested", targets.Arrests),
        (2020, "suspects_arrested", targets.Arrests2020),
        (2021, "illegal_entry_exit_persons", targets.IllegalCrossings),
        (2021, "three_illegals_foreigners", targets.ThreeIllegals),
        (2021, "drug_cases_solved", targets.DrugCasesSolved),
        (2020, "drug_cases_solved", targets.DrugCasesSolved2020),
        (2021, "drugs_seized", targets.DrugsGrams / 1_000_000m),
        (2021, "precursors_seized", targets.PrecursorsGrams / 1_000_000m),
        (2021, "drug_dens_destroyed", targets.DrugDens),
        (2021, "firearms_seized", targets.Firearms),
        (2021, "persons_persuaded_to_return", targets.PersuadedToReturn),
        (2021, "patrols_conducted", targets.Patrols),
        (2021, "joint_patrols", targets.JointPatrols),
    ];
}
