using System.Globalization;
using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>Smuggled goods, cash, vehicles and vessels, and venues that are no drug dens.</summary>
internal static class OtherSeizures
{
    public static void Fill(Seizure record, int number, Dice dice)
    {
        switch (dice.Below(6))
        {
            case 0:
                Add(record, ItemKind.Goods, "cigarettes", new() { Count = dice.Between(50, 20_000) });
                record.Venues.Add(new DestroyedVenue { Id = "store", Kind = VenueKind.SmugglingStore });
                break;
            case 1:
                Add(record, ItemKind.Goods, "frozen_meat", new() { Mass = new() { Amount = Whole(dice.Between(1, 30)), Unit = MassUnit.Tonne } });
                break;
            case 2:
                Add(record, ItemKind.Goods, "diesel", new() { Volume = new() { Amount = Whole(dice.Between(2, 60)), Unit = VolumeUnit.CubicMetre } });
                break;
            case 3:
                Add(record, ItemKind.Vehicle, "van", new() { Count = dice.Between(1, 4) });
                break;
            case 4:
                Add(record, ItemKind.Vessel, "speedboat", new() { Count = 1 });
                break;
            default:
                Add(record, ItemKind.Cash, "banknotes", Cash(dice));
                record.Venues.Add(new DestroyedVenue { Id = "house", Kind = VenueKind.GamblingHouse });
                break;
        }
    }

    public static Quantity Cash(Dice dice) => new() { Money = new() { Amount = Whole(dice.Between(2, 900) * 100), Currency = "CNY" } };

    private static void Add(Seizure record, ItemKind kind, string sort, Quantity quantity) =>
        record.Items.Add(SeizureKind.Item("lot-1", kind, sort, quantity));

    private static string Whole(int amount) => amount.ToString(CultureInfo.InvariantCulture);
}
