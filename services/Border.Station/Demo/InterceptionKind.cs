using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>Interceptions of one make: who, and what the person did.</summary>
/// <param name="Count">How many of them stand in the half-year.</param>
/// <param name="IsPersuaded">The person had not crossed and turned back.</param>
internal sealed record InterceptionKind(
    string Name, int Count, CitizenshipStatus Citizenship, IReadOnlyList<Conduct> Conducts, Direction Direction, bool IsPersuaded = false)
{
    /// <summary>
    /// The makes whose counts come to the targets: crossings by anybody; foreigners who entered, stayed or worked, of whom
    /// the first are among the crossings; and those who were persuaded to return.
    /// </summary>
    public static IReadOnlyList<InterceptionKind> Of(DemoTargets targets)
    {
        var entered = targets.ThreeIllegals * 85 / 100;
        var stateless = entered / 120;
        var stayed = (targets.ThreeIllegals - entered) * 3 / 5;
        var others = targets.IllegalCrossings - entered;
        var (nationalEntry, foreignExit, unknown) = (others * 28 / 100, others * 6 / 100, others * 2 / 100);
        var turnedAtEntry = targets.PersuadedToReturn * 2 / 5;
        return
        [
            new("national-exit", others - nationalEntry - foreignExit - unknown,
                CitizenshipStatus.National, [Conduct.IllegalExit], Direction.Exit),
            new("national-entry", nationalEntry, CitizenshipStatus.National, [Conduct.IllegalEntry], Direction.Entry),
            new("foreign-entry", entered - stateless, CitizenshipStatus.Foreign, [Conduct.IllegalEntry], Direction.Entry),
            new("stateless-entry", stateless, CitizenshipStatus.Stateless, [Conduct.IllegalEntry, Conduct.IllegalStay], Direction.Entry),
            new("foreign-exit", foreignExit, CitizenshipStatus.Foreign, [Conduct.IllegalExit], Direction.Exit),
            new("unknown-entry", unknown, CitizenshipStatus.Unknown, [Conduct.IllegalEntry], Direction.Entry),
            new("stay", stayed, CitizenshipStatus.Foreign, [Conduct.IllegalStay], Direction.Unspecified),
            new("work", targets.ThreeIllegals - entered - stayed,
                CitizenshipStatus.Foreign, [Conduct.IllegalStay, Conduct.IllegalWork], Direction.Unspecified),
            new("turned-entry", turnedAtEntry,
                CitizenshipStatus.Foreign, [Conduct.SuspiciousApproach], Direction.Entry, IsPersuaded: true),
            new("turned-exit", targets.PersuadedToReturn - turnedAtEntry,
                CitizenshipStatus.National, [Conduct.SuspiciousApproach], Direction.Exit, IsPersuaded: true),
        ];
    }

    public int On(DateOnly day) => DemoDays.Field2021.On(Count, day);

    public bool IsCrossing => Direction != Direction.Unspecified;
}
