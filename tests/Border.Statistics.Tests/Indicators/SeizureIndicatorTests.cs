using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Statistics.Tests.Indicators;

public sealed class SeizureIndicatorTests : CountingTests
{
    [Fact]
    public void Count_DrugMasses_AreExactTonnesBySubstance()
    {
        var record = Records.Seizure(
            Records.Mass(ItemKind.Drug, "heroin", "1500.001"),
            Records.Mass(ItemKind.Drug, "heroin", "0.000001"),
            Records.Mass(ItemKind.Drug, "ketamine", "2000000"));

        Assert.Equal(
            ["drugs_seized 2021-05-17 53.02 heroin 0.001500001001", "drugs_seized 2021-05-17 53.02 ketamine 2"],
            Count(FeedNames.Seizures, record));
    }

    [Fact]
    public void Count_MeasuredDrug_IsTheStrongestMass()
    {
        var item = Records.Mass(ItemKind.Drug, "heroin", "10000");
        item.Measurements.Add(Measured(MeasurementMethod.Weighed, new() { Mass = new() { Amount = "9.15", Unit = MassUnit.Kilogram, Grams = "9150" } }));
        var tablets = Records.Count(ItemKind.Drug, "methamphetamine_tablets", 500);
        tablets.Measurements.Add([
            Measured(MeasurementMethod.Weighed, new() { Mass = new() { Amount = "45", Unit = MassUnit.Gram, Grams = "45" } }),
            Measured(MeasurementMethod.Laboratory, new() { Count = 499 })]);
        tablets.Counted = new() { Count = 499 };

        Assert.Equal(
            ["drugs_seized 2021-05-17 53.02 heroin 0.00915", "drugs_seized 2021-05-17 53.02 methamphetamine_tablets 0.000045"],
            Count(FeedNames.Seizures, Records.Seizure(item, tablets)));
    }

    private static Measurement Measured(MeasurementMethod method, Quantity quantity) =>
        new() { Method = method, Quantity = quantity, MeasureTime = Records.Time("2021-05-18T02:00:00Z") };

    [Fact]
    public void Count_FirearmsInPairs_CountPieces()
    {
        var pistols = Records.Count(ItemKind.Firearm, "pistol", 3);
        (pistols.Quantity.CountUnit, pistols.Quantity.Pieces) = (CountUnit.Pair, 6);

        Assert.Equal(
            ["firearms_seized 2021-05-17 53.02 pistol 6"],
            Count(FeedNames.Seizures, Records.Seizure(pistols, Records.Count(ItemKind.FirearmPart, "barrel", 4))));
    }

    [Fact]
    public void Count_Precursor_IsNoDrug() => Assert.Equal(
        ["precursors_seized 2021-05-17 53.02 ephedrine 0.025"],
        Count(FeedNames.Seizures, Records.Seizure(Records.Mass(ItemKind.Precursor, "ephedrine", "25000"))));

    [Fact]
    public void Count_DrugsInPieces_HaveNoMass() =>
        Assert.Empty(Count(FeedNames.Seizures, Records.Seizure(Records.Count(ItemKind.Drug, "tablets", 500))));

    [Fact]
    public void Count_Firearms_CountPiecesNotLots() => Assert.Equal(
        ["firearms_seized 2021-05-17 53.02 pistol 2", "firearms_seized 2021-05-17 53.02 rifle 7"],
        Count(FeedNames.Seizures, Records.Seizure(
            Records.Count(ItemKind.Firearm, "rifle", 7),
            Records.Count(ItemKind.Firearm, "pistol", 2),
            Records.Count(ItemKind.Ammunition, "rifle_rounds", 900))));

    [Fact]
    public void Count_Venues_OnlyDensCount()
    {
        var record = Records.Seizure();
        record.Venues.Add(new DestroyedVenue { Id = "v1", Kind = VenueKind.DrugDen });
        record.Venues.Add(new DestroyedVenue { Id = "v2", Kind = VenueKind.DrugDen });
        record.Venues.Add(new DestroyedVenue { Id = "v3", Kind = VenueKind.DrugLaboratory });

        Assert.Equal(["drug_dens_destroyed 2021-05-17 53.02 drug_den 2"], Count(FeedNames.Seizures, record));
    }

    [Fact]
    public void Count_VoidSeizure_CountsNowhere()
    {
        var record = Records.Seizure(Records.Mass(ItemKind.Drug, "heroin", "1"), Records.Count(ItemKind.Firearm, "rifle", 1));
        record.Venues.Add(new DestroyedVenue { Id = "v1", Kind = VenueKind.DrugDen });
        record.State = SeizureState.Void;

        Assert.Empty(Count(FeedNames.Seizures, record));
    }

    [Fact]
    public void Count_MassWithoutGrams_IsRefused() => Assert.Throws<FormatException>(() =>
        Records.Indicators.Count(FeedNames.Seizures, Records.Seizure(Records.Mass(ItemKind.Drug, "heroin", ""))));
}
