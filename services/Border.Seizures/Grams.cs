using Border.Type.V1;

namespace Border.Seizures;

/// <summary>A mass in grams, exact as far as 28 digits hold it: all amounts of the contract in metric and Chinese units.</summary>
internal readonly record struct Grams(decimal Value)
{
    public static Grams Of(decimal amount, MassUnit unit) => new(amount * InOne(unit));

    public override string ToString() => ExactNumber.Text(Value);

    private static decimal InOne(MassUnit unit) => unit switch
    {
        MassUnit.Milligram => 0.001m,
        MassUnit.Gram => 1,
        MassUnit.Kilogram => 1_000,
        MassUnit.Tonne => 1_000_000,
        MassUnit.Jin => 500,
        MassUnit.Liang => 50,
        MassUnit.Qian => 5,
        MassUnit.Pound => 453.59237m,
        MassUnit.Ounce => 28.349523125m,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit of mass."),
    };
}
