using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Tests;

public sealed class SeizureRecordTests
{
    private static readonly Timestamp Time = new() { Seconds = 1_610_000_000 };

    [Fact]
    public void Record_WhatOnlyTheServerSets_IsDroppedOrMadeAnew()
    {
        var sent = NewSeizure();
        (sent.State, sent.VoidReason, sent.Etag) = (SeizureState.Void, "x", "9");
        sent.Items[0].Quantity.Mass.Grams = "1";
        var before = sent.Clone();

        var record = SeizureRecord.Record("seizures/b", sent);

        var expected = NewSeizure();
        (expected.Name, expected.State) = ("seizures/b", SeizureState.Recorded);
        expected.Items[0].Quantity.Mass.Grams = "1500";
        Assert.Equal(expected, record);
        Assert.Equal(before, sent);
    }

    // So that a field that is added to the contract cannot be forgotten here.
    [Fact]
    public void Record_EveryFieldThatAUnitSends_IsKept()
    {
        string[] ofTheServer = ["etag", "create_time", "update_time", "void_reason", "erase_time", "erase_reason"];
        var sent = NewSeizure();

        var record = SeizureRecord.Record(sent.Name, sent);

        Assert.Equal(ofTheServer, MessageFields.Unset(record));
    }

    [Fact]
    public void Record_NeitherItemNorVenue_IsRefused()
    {
        var sent = NewSeizure();
        sent.Items.Clear();
        sent.Venues.Clear();

        Assert.Equal(["seizure.items"], FieldsAtFault(() => SeizureRecord.Record("seizures/b", sent)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Record_ItemsOrVenuesAlone_AreEnough(bool itemsAlone)
    {
        var sent = NewSeizure();
        if (itemsAlone)
            sent.Venues.Clear();
        else
            sent.Items.Clear();

        Assert.Empty(FieldsAtFault(() => SeizureRecord.Record("seizures/b", sent)));
    }

    [Fact]
    public void Record_SeveralFaults_NamesThemAll()
    {
        var sent = NewSeizure();
        sent.Case = "patrols/a";
        sent.Items.Add(sent.Items[0].Clone());
        sent.Items[1].Quantity.Mass.Amount = "0";
        sent.Items.Add(new SeizedItem { Id = "c", Kind = ItemKind.Cash, Sort = "banknotes", Quantity = new() { Count = 3 } });
        sent.Items.Add(new SeizedItem { Id = "d", Kind = ItemKind.Firearm, Sort = "rifle", Quantity = new() });
        var money = new Money { Amount = "0", Currency = "rmb" };
        sent.Items.Add(new SeizedItem { Id = "e", Kind = ItemKind.Cash, Sort = "banknotes", Quantity = new() { Money = money } });
        sent.Venues.Add(sent.Venues[0].Clone());
        sent.Circumstances.TransitCountries.Add(["LAO", "LAO"]);
        sent.Items[1].Firearm = new();

        Assert.Equal(
            [
                "seizure.case", "seizure.items[1].id", "seizure.venues[1].id", "seizure.circumstances.transit_countries[1]",
                "seizure.items[1].quantity.mass.amount", "seizure.items[1].firearm",
                "seizure.items[2].quantity", "seizure.items[3].quantity", "seizure.items[4].quantity.money.amount",
                "seizure.items[4].quantity.money.currency",
            ],
            FieldsAtFault(() => SeizureRecord.Record("seizures/b", sent)));
    }

    [Fact]
    public void Record_ItemAndVenueOfTheSameId_AreTwoThings()
    {
        var sent = NewSeizure();
        sent.Venues[0].Id = sent.Items[0].Id;

        Assert.Empty(FieldsAtFault(() => SeizureRecord.Record("seizures/b", sent)));
    }

    [Fact]
    public void Amend_ItemsAndVenues_AreReplacedWholeAndNormalisedAgain()
    {
        var record = SeizureRecord.Record("seizures/a", NewSeizure());
        var request = Amendment(new(), "items", "venues");
        request.Seizure.Items.Add(new SeizedItem
        {
            Id = "new",
            Kind = ItemKind.Precursor,
            Sort = "toluene",
            Quantity = new() { Volume = new() { Amount = "2.5", Unit = VolumeUnit.Litre, Millilitres = "7" } },
        });
        var before = request.Clone();

        new SeizureRecord(record).Amend(request);

        Assert.Equal("2500", Assert.Single(record.Items).Quantity.Volume.Millilitres);
        Assert.Empty(record.Venues);
        Assert.Equal(before, request);
    }

    [Fact]
    public void Amend_EveryFieldOfTheContract_TakesTheNewValues()
    {
        var record = SeizureRecord.Record("seizures/a", NewSeizure());
        var sent = new Seizure
        {
            Unit = "U2",
            Area = "54",
            SeizeTime = new() { Seconds = 1_611_000_000 },
            Position = new() { Latitude = 1 },
            Case = "",
            Items = { new SeizedItem { Id = "g", Kind = ItemKind.Firearm, Sort = "rifle", Quantity = new() { Count = 2 } } },
            Venues = { new DestroyedVenue { Id = "w", Kind = VenueKind.GamblingHouse } },
            Note = "",
            Circumstances = new() { Transport = Transport.OnFoot, Packages = 3 },
        };

        string[] paths = ["unit", "area", "seize_time", "position", "case", "items", "venues", "note", "circumstances"];
        new SeizureRecord(record).Amend(Amendment(sent.Clone(), paths));

        // The form by which it was taken down stays that.
        (sent.Name, sent.State, sent.FormVersion) = (record.Name, record.State, 3);
        sent.Items[0].Quantity.Pieces = 2;
        Assert.Equal(sent, record);
    }

    [Fact]
    public void Amend_LastItemAway_IsRefused()
    {
        var sent = NewSeizure();
        sent.Venues.Clear();
        var record = SeizureRecord.Record("seizures/a", sent);

        Assert.Equal(["seizure.items"], FieldsAtFault(() => new SeizureRecord(record).Amend(Amendment(new(), "items"))));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("void_reason")]
    [InlineData("name")]
    public void Amend_FieldThatTheServerSets_IsRefused(string path)
    {
        var record = SeizureRecord.Record("seizures/a", NewSeizure());

        Assert.Equal(["update_mask"], FieldsAtFault(() => new SeizureRecord(record).Amend(Amendment(new(), path))));
    }

    [Fact]
    public void AmendAndVoid_VoidRecord_AreRefused()
    {
        var record = SeizureRecord.Record("seizures/a", NewSeizure());
        new SeizureRecord(record).Void("entered twice");
        var before = record.Clone();

        var amending = Assert.Throws<RefusalException>(() => new SeizureRecord(record).Amend(Amendment(new() { Area = "54" }, "area")));
        var voiding = Assert.Throws<RefusalException>(() => new SeizureRecord(record).Void("again"));

        Assert.Equal((ErrorReason.WrongState, ErrorReason.WrongState), (amending.Reason, voiding.Reason));
        Assert.Equal((SeizureState.Void, "entered twice"), (before.State, before.VoidReason));
        Assert.Equal(before, record);
    }

    private static IEnumerable<string> FieldsAtFault(Action act) => Record.Exception(act) is { } error
        ? Assert.IsType<RefusalException>(error).Violations.Select(violation => violation.Field)
        : [];

    private static AmendSeizureRequest Amendment(Seizure sent, params string[] paths) =>
        new() { Seizure = sent, UpdateMask = new() { Paths = { paths } }, Reason = "why" };

    private static Seizure NewSeizure() => new()
    {
        Name = "seizures/a",
        Unit = "U1",
        Area = "53.01",
        SeizeTime = Time,
        Position = new() { Latitude = 21.5, Longitude = 103.9 },
        Case = "cases/c1",
        FormVersion = 3,
        Items =
        {
            new SeizedItem
            {
                Id = "a",
                Kind = ItemKind.Drug,
                Sort = "heroin",
                Quantity = new() { Mass = new() { Amount = "1.5", Unit = MassUnit.Kilogram } },
            },
        },
        Venues = { new DestroyedVenue { Id = "v", Kind = VenueKind.DrugDen } },
        Note = "In a shed, invented",
        Circumstances = new() { PlaceType = PlaceType.Dwelling },
    };
}
