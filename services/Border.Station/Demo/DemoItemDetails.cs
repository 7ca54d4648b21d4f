using System.Globalization;
using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>What some units write down of an item beyond its sort. Makers, plates and numbers are invented.</summary>
internal static class DemoItemDetails
{
    private const int DetailPercent = 40;

    private static readonly string[] Makers = ["Fenwerk", "Kelovar", "Tovima", "Zimeko"];

    /// <param name="countries">Where things may come from; none on the coast.</param>
    public static void Complete(Seizure record, IReadOnlyList<string> countries, Dice dice)
    {
        foreach (var item in record.Items)
        {
            if (dice.Chance(DetailPercent))
                Complete(item, countries, dice);
        }
    }

    private static void Complete(SeizedItem item, IReadOnlyList<string> countries, Dice dice)
    {
        switch (item.Kind)
        {
            case ItemKind.Drug:
                item.Drug = new() { Substance = item.Sort.Replace("_tablets", "", StringComparison.Ordinal), PurityPercent = Purity(25, 96, dice) };
                item.Drug.Markings = dice.Chance(30) ? dice.Of(["A wave pressed into it", "Red tape with a star", "Tea packets"]) : "";
                break;
            case ItemKind.Precursor:
                item.Precursor = new() { Substance = item.Sort, PurityPercent = Purity(70, 99, dice), DeclaredAs = dice.Of(["", "cleaning fluid", "water"]) };
                break;
            case ItemKind.Firearm:
                item.Firearm = Gun(item.Quantity.Count == 1, dice);
                break;
            case ItemKind.Ammunition:
                item.Ammunition = new() { Make = dice.Of(Makers), Calibre = Calibre(dice) };
                break;
            case ItemKind.Vehicle when item.Quantity.Count == 1:
                item.Vehicle = Vehicle(countries, dice);
                break;
            case ItemKind.Vessel:
                item.Vessel = new() { VesselName = dice.Of(["Pale Heron", "Evening Tide", "Grey Reed"]), Registration = Number(dice), Make = dice.Of(Makers) };
                break;
            case ItemKind.Cash:
                item.Cash = new() { Denominations = $"100 x {item.Quantity.Money.Amount[..^2]}" };
                break;
            case ItemKind.Goods when item.Sort == "cigarettes":
                item.Goods = new() { Description = "Cartons of cigarettes", HsCode = "2402", Value = new() { Amount = Whole(item.Quantity.Count * 80), Currency = "CNY" } };
                break;
        }
    }

    private static FirearmDetails Gun(bool isOne, Dice dice)
    {
        var gun = new FirearmDetails { Make = dice.Of(Makers), Calibre = Calibre(dice), SerialState = SerialState.None };
        if (isOne)
            (gun.SerialNumber, gun.SerialState) = (Number(dice), SerialState.Readable);
        else if (dice.Chance(20))
            gun.SerialState = SerialState.Obliterated;
        return gun;
    }

    private static VehicleDetails Vehicle(IReadOnlyList<string> countries, Dice dice) => new()
    {
        Make = dice.Of(Makers),
        Plate = Number(dice),
        PlateCountry = countries.Count > 0 && dice.Chance(40) ? dice.Of(countries) : "CHN",
        ChassisNumber = Number(dice),
        Colour = dice.Of(["blue", "grey", "white"]),
    };

    private static string Purity(int low, int high, Dice dice) => $"{Whole(dice.Between(low, high))}.{Whole(dice.Below(10))}";

    private static string Calibre(Dice dice) => dice.Of(["4.5 mm", "9x19", "7.62x39", "12/70"]);

    private static string Number(Dice dice) => $"DEMO-{dice.Below(100_000).ToString("00000", CultureInfo.InvariantCulture)}";

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
