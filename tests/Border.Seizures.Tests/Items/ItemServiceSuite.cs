using Border.Lookup.V1;
using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;

namespace Border.Seizures.Tests.Items;

public sealed class SqliteItemServiceTests() : ItemServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresItemServiceTests() : ItemServiceSuite(StorageEngineKind.Postgres);

/// <summary>Items with their details, as a client sees them.</summary>
public abstract class ItemServiceSuite(StorageEngineKind engine) : SeizuresSuite(engine)
{
    private static readonly Quantity One = new() { Count = 1, Pieces = 1 };

    private static readonly SeizedItem Rifle = new()
    {
        Id = "f1",
        Kind = ItemKind.Firearm,
        Sort = "rifle",
        Quantity = One,
        Firearm = new() { Make = "Invented Arms", Model = "M1", Calibre = "7.62x39", SerialNumber = "KA-17 0042", SerialState = SerialState.Readable },
    };

    private static readonly SeizedItem Van = new()
    {
        Id = "v1",
        Kind = ItemKind.Vehicle,
        Sort = "van",
        Quantity = One,
        Vehicle = new() { Make = "Any", Plate = "云A·12345", PlateCountry = "CHN", ChassisNumber = "LSV-99 31" },
    };

    private static readonly SeizedItem Boat = new()
    {
        Id = "b1",
        Kind = ItemKind.Vessel,
        Sort = "speedboat",
        Quantity = One,
        Vessel = new() { VesselName = "Grey Heron", Registration = "YN 77", ImoNumber = "9074729", Flag = "CHN" },
    };

    private static readonly Circumstances Particulars = new()
    {
        PlaceType = PlaceType.GreenBorder,
        Transport = Transport.Animal,
        Concealment = Concealment.AmongGoods,
        ConcealmentNote = "In sacks of rice",
        DepartureCountry = "MMR",
        TransitCountries = { "LAO", "CHN" },
        DestinationCountry = "CHN",
        Packages = 12,
    };

    [Fact]
    public async Task RecordSeizure_DetailsAndCircumstances_AreKept()
    {
        var request = RecordOf("a", Rifle, Van, Boat);
        request.Seizure.Circumstances = Particulars;

        await Seizures.RecordSeizureAsync(request);

        var read = await Seizures.GetSeizureAsync(new() { Name = "seizures/a" });
        Assert.Equal([Rifle, Van, Boat], read.Items);
        Assert.Equal(Particulars, read.Circumstances);
    }

    [Theory]
    [InlineData("ka170042", "seizures/rifle")]
    [InlineData("云A 12345", "seizures/van")]
    [InlineData("LSV9931", "seizures/van")]
    [InlineData("yn-77", "seizures/boat")]
    [InlineData("IMO 9074729", "")]
    [InlineData("9074729", "seizures/boat")]
    [InlineData("heron", "seizures/boat")]
    [InlineData("van", "seizures/van")]
    [InlineData("12345", "")]
    public async Task SearchRecords_NumberOfWhatWasTaken_FindsTheSeizure(string query, string names)
    {
        await Seizures.RecordSeizureAsync(RecordOf("rifle", Rifle));
        await Seizures.RecordSeizureAsync(RecordOf("van", Van));
        await Seizures.RecordSeizureAsync(RecordOf("boat", Boat));

        var found = await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = query });

        Assert.Equal(names, string.Join(' ', found.Records.Select(record => record.Name)));
    }

    [Fact]
    public async Task SearchRecords_WhatWasTaken_IsToldApartByTheEndsOfItsNumbers()
    {
        await Seizures.RecordSeizureAsync(RecordOf("both", Rifle, Van));

        var found = Assert.Single((await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = "ka170042" })).Records);

        Assert.Equal(Rifle.Firearm.SerialNumber[^3..], found.MaskedNumbers[0].TrimStart('…'));
        Assert.All(found.MaskedNumbers, number => Assert.InRange(number.Length, 2, 4));
        Assert.DoesNotContain(Van.Vehicle.Plate, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListSeizuresAndFeed_NumbersOfPersonsThings_AreLeftOut()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Rifle, Van, Boat));

        var listed = Assert.Single((await Seizures.ListSeizuresAsync(new())).Seizures);
        var fed = (await Host.FirstEventsAsync("seizures", 1))[0].State.Unpack<Seizure>();

        Assert.All([listed, fed], seizure => Assert.Equal(
            ("KA-17 0042", "", "", "", "Grey Heron"),
            (
                seizure.Items[0].Firearm.SerialNumber, seizure.Items[1].Vehicle.Plate, seizure.Items[1].Vehicle.ChassisNumber,
                seizure.Items[2].Vessel.Registration, seizure.Items[2].Vessel.VesselName)));
    }

    [Fact]
    public async Task ListSubstances_OfOneConvention_AreThose()
    {
        var client = new SubstanceService.SubstanceServiceClient(Host.Channel);

        var all = (await client.ListSubstancesAsync(new())).Substances;
        var precursors = (await client.ListSubstancesAsync(new() { Convention = Convention.IllicitTraffic1988 })).Substances;

        Assert.Equal(all.Where(substance => substance.Convention == Convention.IllicitTraffic1988), precursors);
        Assert.Equal("醋酸酐", precursors.Single(substance => substance.Code == "acetic_anhydride").DisplayName.Zh);
        Assert.Contains(all, substance => substance.Code == "heroin");
    }
}
