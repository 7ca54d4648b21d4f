using Border.Type.V1;

namespace Border.Seizures;

/// <summary>Single pieces of what is counted.</summary>
internal static class Pieces
{
    public static long Of(long count, CountUnit unit) => count * InOne(unit);

    private static long InOne(CountUnit unit) => unit switch
    {
        CountUnit.Unspecified or CountUnit.Tablet or CountUnit.Capsule or CountUnit.Ampoule or CountUnit.Plant or CountUnit.Blotter
            or CountUnit.Packet or CountUnit.Bottle => 1,
        CountUnit.Pair => 2,
        CountUnit.Dozen => 12,
        CountUnit.CigarettePack => 20,
        CountUnit.CigaretteCarton => 200,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit of counts."),
    };
}
