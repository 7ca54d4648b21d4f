using Border.Type.V1;

namespace Border.Seizures;

/// <summary>A volume in millilitres, exact as far as 28 digits hold it: all amounts of the contract in metric units.</summary>
internal readonly record struct Millilitres(decimal Value)
{
    public static Millilitres Of(decimal amount, VolumeUnit unit) => new(amount * InOne(unit));

    public override string ToString() => ExactNumber.Text(Value);

    private static decimal InOne(VolumeUnit unit) => unit switch
    {
        VolumeUnit.Millilitre => 1,
        VolumeUnit.Litre => 1_000,
        VolumeUnit.CubicMetre => 1_000_000,
        VolumeUnit.UsGallon => 3_785.411784m,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit of volume."),
    };
}
