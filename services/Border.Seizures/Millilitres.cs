using Border.Type.V1;

namespace Border.Seizures;

/// <summary>A volume in millilitres, exact: the largest and smallest amounts of the contract fit in every unit.</summary>
internal readonly record struct Millilitres(decimal Value)
{
    public static Millilitres Of(decimal amount, VolumeUnit unit) => new(amount * InOne(unit));

    public override string ToString() => ExactNumber.Text(Value);

    private static decimal InOne(VolumeUnit unit) => unit switch
    {
        VolumeUnit.Millilitre => 1,
        VolumeUnit.Litre => 1_000,
        VolumeUnit.CubicMetre => 1_000_000,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit of volume."),
    };
}
