using System.Globalization;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>Masses that add up to a total, written down as officers do: in whatever unit is at hand.</summary>
/// <param name="stepTenths">What the masses were weighed to, in tenths of a gram.</param>
internal sealed class Masses(string kind, long totalGrams, int parts, int stepTenths)
{
    private const int TenthsPerGram = 10;
    private const int TenthsPerJin = 500 * TenthsPerGram;
    private const int TenthsPerLiang = 50 * TenthsPerGram;
    private const int TenthsPerQian = 5 * TenthsPerGram;
    private const int TenthsPerKilogram = 1000 * TenthsPerGram;
    private const long TenthsPerTonne = 1_000_000 * TenthsPerGram;

    private readonly Shares _shares = new(Enumerable.Range(0, parts).Select(part => Weight(Dice.For(kind, default, part))));

    /// <summary>One of the parts. None is zero, as long as there are hundreds of grams a part.</summary>
    public Mass Part(int part, Dice dice)
    {
        var (steps, rest) = Math.DivRem(totalGrams * TenthsPerGram, stepTenths);
        return Written((_shares.Part(steps, part) * stepTenths) + (part == 0 ? rest : 0), dice);
    }

    private static int Weight(Dice dice) => dice.Below(100) switch
    {
        < 50 => dice.Between(10, 40),
        < 85 => dice.Between(40, 200),
        < 97 => dice.Between(200, 1000),
        _ => dice.Between(1000, 4000),
    };

    private static Mass Written(long tenths, Dice dice)
    {
        var (unit, perUnit) = tenths switch
        {
            // Six decimals are what an amount may have: grams fit into tonnes, tenths of them do not.
            > 2 * TenthsPerTonne when tenths % TenthsPerGram == 0 && dice.Chance(60) => (MassUnit.Tonne, TenthsPerTonne),
            > 20 * TenthsPerKilogram => dice.Chance(80) ? (MassUnit.Kilogram, TenthsPerKilogram) : (MassUnit.Jin, TenthsPerJin),
            > TenthsPerKilogram => dice.Below(3) switch
            {
                0 => (MassUnit.Jin, TenthsPerJin),
                1 => (MassUnit.Gram, TenthsPerGram),
                _ => (MassUnit.Kilogram, TenthsPerKilogram),
            },
            _ when dice.Chance(20) => tenths % 3 == 0 ? (MassUnit.Qian, TenthsPerQian) : (MassUnit.Liang, TenthsPerLiang),
            _ when dice.Chance(8) => (MassUnit.Milligram, 0L),
            _ => (MassUnit.Gram, TenthsPerGram),
        };
        var amount = unit == MassUnit.Milligram ? tenths * 100 : tenths / (decimal)perUnit;
        return new() { Unit = unit, Amount = amount.ToString("0.######", CultureInfo.InvariantCulture) };
    }
}
