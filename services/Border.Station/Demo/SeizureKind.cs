using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>Seizures of one make.</summary>
/// <param name="Count">How many of them stand in the half-year.</param>
/// <param name="Cases">The cases that they belong to; null where they belong to none.</param>
/// <param name="Fill">Adds the items and venues of the seizure of a number from 0.</param>
internal sealed record SeizureKind(string Name, int Count, CaseKind? Cases, Action<Seizure, int, Dice> Fill)
{
    private const int SeizuresPerDrugCase = 110;
    private const int SeizuresPerPrecursorTonne = 3;
    private const int FirearmsPerSeizure = 6;

    private static readonly Weighted<string> Substances = new(
        ("methamphetamine", 52), ("heroin", 23), ("opium", 9), ("ketamine", 7), ("cannabis", 5), ("mdma", 4));

    private static readonly Weighted<string> Precursors = new(
        ("sulphuric_acid", 30), ("hydrochloric_acid", 25), ("toluene", 18), ("acetone", 12), ("ephedrine", 5), ("acetic_anhydride", 10));

    private static readonly Weighted<string> Guns = new(
        ("air_gun", 42), ("shotgun", 25), ("home_made_gun", 20), ("pistol", 9), ("rifle", 4));

    public static IReadOnlyList<SeizureKind> Of(DemoTargets targets)
    {
        var drugs = Math.Max(targets.DrugDens, targets.DrugCasesSolved * SeizuresPerDrugCase / 100);
        var precursors = (int)Math.Max(1, targets.PrecursorsGrams / (SeizuresPerPrecursorTonne * 1_000_000));
        var guns = Math.Max(1, targets.Firearms / FirearmsPerSeizure);
        return
        [
            new("drug-seizure", drugs, CaseKind.DrugsSolved(targets), OfDrugs(targets, drugs)),
            new("precursor-seizure", precursors, null, OfPrecursors(targets, precursors)),
            new("gun-seizure", guns, null, OfFirearms(targets, guns)),
            new("goods-seizure", Math.Max(1, targets.OtherCases / 2), null, OtherSeizures.Fill),
        ];
    }

    /// <summary>The case that a seizure of the day belongs to, if any. It is the first that is rolled for a seizure.</summary>
    public DemoCase? CaseOf(DateOnly day, Dice dice) => Cases is { } cases && cases.Days.On(cases.Count, day) is > 0 and var count
        ? DemoCase.Of(cases, day, dice.Below(count))
        : null;

    /// <summary>Masses come to the target; what is counted in tablets has no mass. Dens are spread over the seizures.</summary>
    private static Action<Seizure, int, Dice> OfDrugs(DemoTargets targets, int count)
    {
        var masses = new Masses("drugs", targets.DrugsGrams, count, stepTenths: 1);
        var dens = new Shares(Enumerable.Repeat(1, count));
        return (record, number, dice) =>
        {
            record.Items.Add(Item("lot-1", ItemKind.Drug, Substances.Roll(dice), new() { Mass = masses.Part(number, dice) }));
            if (dice.Chance(9))
                record.Items.Add(Item("lot-2", ItemKind.Drug, "methamphetamine_tablets", new() { Count = dice.Between(20, 4000) }));
            if (dice.Chance(12))
                record.Items.Add(Item("cash", ItemKind.Cash, "banknotes", OtherSeizures.Cash(dice)));
            for (var den = dens.Part(targets.DrugDens, number); den > 0; den--)
                record.Venues.Add(new DestroyedVenue { Id = $"den-{(char)('a' + den - 1)}", Kind = VenueKind.DrugDen });
            if (dice.Chance(1))
                record.Venues.Add(new DestroyedVenue { Id = "laboratory", Kind = VenueKind.DrugLaboratory });
        };
    }

    private static Action<Seizure, int, Dice> OfPrecursors(DemoTargets targets, int count)
    {
        var masses = new Masses("precursors", targets.PrecursorsGrams, count, stepTenths: 5000);
        return (record, number, dice) =>
        {
            record.Items.Add(Item("lot-1", ItemKind.Precursor, Precursors.Roll(dice), new() { Mass = masses.Part(number, dice) }));
            if (dice.Chance(40))
                record.Items.Add(Item("truck", ItemKind.Vehicle, "truck", new() { Count = 1 }));
        };
    }

    private static Action<Seizure, int, Dice> OfFirearms(DemoTargets targets, int count)
    {
        var shares = new Shares(Enumerable.Range(0, count).Select(number => Dice.For("guns", default, number).Between(1, 30)));
        return (record, number, dice) =>
        {
            var guns = shares.Part(targets.Firearms, number);
            if (guns > 0)
                record.Items.Add(Item("guns", ItemKind.Firearm, Guns.Roll(dice), new() { Count = guns }));
            record.Items.Add(Item("rounds", ItemKind.Ammunition, "cartridges", new() { Count = dice.Between(1, 300) }));
        };
    }

    public static SeizedItem Item(string id, ItemKind kind, string sort, Quantity quantity) =>
        new() { Id = id, Kind = kind, Sort = sort, Quantity = quantity };
}
