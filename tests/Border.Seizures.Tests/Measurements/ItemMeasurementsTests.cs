using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Tests.Measurements;

public sealed class ItemMeasurementsTests
{
    private static readonly Timestamp Seized = new() { Seconds = 1_610_000_000 };
    private static readonly Timestamp Stored = new() { Seconds = 1_610_900_000 };

    private readonly Seizure _record = SeizureRecord.Record("seizures/a", new()
    {
        SeizeTime = Seized,
        Items = { Drug("10000", MeasurementMethod.Estimated) },
    });

    [Fact]
    public void Record_WhatOnlyMeasuringSets_IsDropped()
    {
        var item = Drug("1", MeasurementMethod.Weighed);
        item.Measurements.Add(Of("m", "2"));
        item.Counted = new() { Count = 7 };

        var record = SeizureRecord.Record("seizures/a", new() { SeizeTime = Seized, Items = { item } });

        Assert.Empty(record.Items[0].Measurements);
        Assert.Null(record.Items[0].Counted);
    }

    [Fact]
    public void RecordMeasurement_StrongerOnesFollow_EachReplacesTheEarlierAndAllAreKept()
    {
        Measure(Of("m1", "9.2", MeasurementMethod.Weighed, unit: MassUnit.Kilogram));
        Assert.Equal("9200", CountedGrams);
        Measure(Of("m2", "9.15", MeasurementMethod.Laboratory, unit: MassUnit.Kilogram));
        Assert.Equal("9150", CountedGrams);

        var item = _record.Items[0];
        Assert.Equal(["9200", "9150"], item.Measurements.Select(measurement => measurement.Quantity.Mass.Grams));
        Assert.Equal("10000", item.Quantity.Mass.Grams);
        Assert.All(item.Measurements, measurement => Assert.Equal(("officer-1", Stored), (measurement.RecordedBy, measurement.RecordTime)));
    }

    [Theory]
    [InlineData("weaker", MeasurementMethod.Estimated, MeasurementBasis.Net, 99, "500")]
    [InlineData("of no method", MeasurementMethod.Weighed, MeasurementBasis.Unspecified, 99, "500")]
    [InlineData("with packing", MeasurementMethod.Weighed, MeasurementBasis.Gross, 99, "500")]
    [InlineData("as good, earlier", MeasurementMethod.Weighed, MeasurementBasis.Net, 9, "500")]
    [InlineData("as good, at the same time", MeasurementMethod.Weighed, MeasurementBasis.Net, 10, "700")]
    [InlineData("as good, later", MeasurementMethod.Weighed, MeasurementBasis.Net, 11, "700")]
    [InlineData("stronger, earlier, with packing", MeasurementMethod.Laboratory, MeasurementBasis.Gross, 1, "700")]
    public void RecordMeasurement_AfterANetWeight_CountsOnlyWhenItIsBetter(
        string other, MeasurementMethod method, MeasurementBasis basis, int hours, string counted)
    {
        Measure(Of("net", "500", MeasurementMethod.Weighed, MeasurementBasis.Net, 10));
        Measure(Of("other", "700", method, basis, hours));

        Assert.True(CountedGrams == counted, other);
    }

    [Fact]
    public void RecordMeasurement_WeakerThanTheQuantity_LeavesItCounted()
    {
        _record.Items[0].QuantityMethod = MeasurementMethod.Weighed;
        Measure(Of("m1", "9", MeasurementMethod.Estimated));

        Assert.Null(_record.Items[0].Counted);
        Assert.Single(_record.Items[0].Measurements);
    }

    [Fact]
    public void RecordMeasurement_OtherKindOfQuantity_IsOneThatTheItemMayHave()
    {
        var tablets = Of("t", "1");
        tablets.Quantity = new() { Count = 3, CountUnit = CountUnit.Dozen };
        Measure(tablets);
        Assert.Equal(36, _record.Items[0].Measurements[0].Quantity.Pieces);

        var money = Of("m", "1");
        money.Quantity = new() { Money = new() { Amount = "1", Currency = "CNY" } };
        Assert.Equal(["measurement.quantity"], FieldsAtFault(() => Measure(money)));
        Assert.Equal(ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => Measure(tablets)).Reason);
    }

    [Fact]
    public void RecordMeasurement_DrugsThatWereWeighedAreCountedByALaboratory_KeepTheirMass()
    {
        Measure(Of("m1", "9.2", MeasurementMethod.Weighed, unit: MassUnit.Kilogram));
        var tablets = Of("m2", "1", MeasurementMethod.Laboratory, hours: 2);
        tablets.Quantity = new() { Count = 31000 };
        Measure(tablets);
        Assert.Equal("9200", CountedGrams);

        new SeizureRecord(_record).WithdrawMeasurement("d1", "m1", "other scales");

        Assert.Null(_record.Items[0].Counted);
    }

    [Fact]
    public void RecordMeasurement_DrugsThatWereCountedAreWeighed_CountByTheirMass()
    {
        var item = Drug("1", MeasurementMethod.Laboratory);
        item.Quantity = new() { Count = 31000 };
        Amend(item);

        Measure(Of("m1", "9200", MeasurementMethod.Estimated));

        Assert.Equal("9200", CountedGrams);
    }

    [Fact]
    public void RecordMeasurement_GoodsThatWereWeighedAreCounted_CountByTheStrongerMethod()
    {
        var item = Drug("9200", MeasurementMethod.Estimated);
        item.Kind = ItemKind.Goods;
        Amend(item);
        var pieces = Of("m1", "1");
        pieces.Quantity = new() { Count = 36 };

        Measure(pieces);

        Assert.Equal(36, _record.Items[0].Counted.Count);
    }

    [Fact]
    public void RecordMeasurement_ItemThatIsNotThere_IsNotFound()
    {
        var refusal = Assert.Throws<RefusalException>(() => new SeizureRecord(_record).RecordMeasurement("none", Of("m", "1"), "officer-1", Stored));

        Assert.Equal(ErrorReason.RecordNotFound, refusal.Reason);
    }

    [Fact]
    public void RecordMeasurement_HundredAndFirst_IsRefused()
    {
        for (var i = 0; i < 100; i++)
            Measure(Of($"m{i}", "1"));

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Measure(Of("last", "1"))).Reason);
    }

    [Fact]
    public void RecordMeasurement_OfTheRequest_LeavesTheRequestAsItWas()
    {
        var sent = Of("m1", "9.2");
        (sent.Withdrawn, sent.WithdrawReason, sent.RecordedBy) = (true, "x", "somebody");
        var before = sent.Clone();

        Measure(sent);

        Assert.Equal(before, sent);
        var kept = _record.Items[0].Measurements[0];
        Assert.Equal((false, "", "officer-1"), (kept.Withdrawn, kept.WithdrawReason, kept.RecordedBy));
    }

    [Fact]
    public void WithdrawMeasurement_TheOneThatCounts_LetsTheNextBestCount()
    {
        Measure(Of("m1", "9200", MeasurementMethod.Weighed));
        Measure(Of("m2", "915", MeasurementMethod.Laboratory));

        new SeizureRecord(_record).WithdrawMeasurement("d1", "m2", "a digit was missing");
        Assert.Equal("9200", CountedGrams);
        new SeizureRecord(_record).WithdrawMeasurement("d1", "m1", "other scales");

        Assert.Null(_record.Items[0].Counted);
        Assert.Equal([(true, "other scales"), (true, "a digit was missing")], _record.Items[0].Measurements.Select(known => (known.Withdrawn, known.WithdrawReason)));
    }

    [Fact]
    public void WithdrawMeasurement_TwiceOrNotThere_IsRefused()
    {
        Measure(Of("m1", "9200"));
        var seizure = new SeizureRecord(_record);
        seizure.WithdrawMeasurement("d1", "m1", "why");

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => seizure.WithdrawMeasurement("d1", "m1", "why")).Reason);
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => seizure.WithdrawMeasurement("d1", "m2", "why")).Reason);
    }

    [Fact]
    public void MeasureOrWithdraw_VoidSeizure_IsRefused()
    {
        Measure(Of("m1", "9200"));
        var seizure = new SeizureRecord(_record);
        seizure.Void("entered twice");

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => Measure(Of("m2", "1"))).Reason);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => seizure.WithdrawMeasurement("d1", "m1", "why")).Reason);
    }

    [Fact]
    public void Amend_ItemOfTheSameId_KeepsItsMeasurements()
    {
        Measure(Of("m1", "9200", MeasurementMethod.Weighed));
        var sent = Drug("12000", MeasurementMethod.Estimated);
        sent.Measurements.Add(Of("invented", "1"));
        var other = Drug("5", MeasurementMethod.Estimated);
        other.Id = "d2";

        Amend(sent, other);

        Assert.Equal(["m1"], _record.Items[0].Measurements.Select(known => known.Id));
        Assert.Equal(("12000", "9200"), (_record.Items[0].Quantity.Mass.Grams, CountedGrams));
        Assert.Empty(_record.Items[1].Measurements);
    }

    [Fact]
    public void Amend_QuantityIsNowTheBetterOne_ItCounts()
    {
        Measure(Of("m1", "9200", MeasurementMethod.Weighed));

        Amend(Drug("9300", MeasurementMethod.Laboratory));

        Assert.Null(_record.Items[0].Counted);
    }

    [Fact]
    public void Amend_KindThatTheMeasurementsDoNotFit_IsRefusedUntilTheyAreWithdrawn()
    {
        Measure(Of("m1", "9200"));
        var gun = new SeizedItem { Id = "d1", Kind = ItemKind.Firearm, Sort = "rifle", Quantity = new() { Count = 1 } };

        Assert.Equal(["seizure.items[0].kind"], FieldsAtFault(() => Amend(gun)));
        new SeizureRecord(_record).WithdrawMeasurement("d1", "m1", "of something else");
        Amend(gun);

        Assert.Equal((ItemKind.Firearm, 1), (_record.Items[0].Kind, _record.Items[0].Measurements.Count));
    }

    private string CountedGrams => _record.Items[0].Counted.Mass.Grams;

    private void Measure(Measurement measurement) => new SeizureRecord(_record).RecordMeasurement("d1", measurement, "officer-1", Stored);

    // Refused, a record is not stored; here it must be put back.
    private void Amend(params SeizedItem[] items)
    {
        var before = _record.Clone();
        try
        {
            new SeizureRecord(_record).Amend(new() { Seizure = new() { Items = { items } }, UpdateMask = new() { Paths = { "items" } }, Reason = "why" });
        }
        catch (RefusalException)
        {
            _record.Items.Clear();
            _record.Items.Add(before.Items);
            throw;
        }
    }

    private static SeizedItem Drug(string grams, MeasurementMethod method) => new()
    {
        Id = "d1",
        Kind = ItemKind.Drug,
        Sort = "heroin",
        Quantity = new() { Mass = new() { Amount = grams, Unit = MassUnit.Gram } },
        QuantityMethod = method,
    };

    private static Measurement Of(
        string id,
        string amount,
        MeasurementMethod method = MeasurementMethod.Weighed,
        MeasurementBasis basis = MeasurementBasis.Net,
        int hours = 1,
        MassUnit unit = MassUnit.Gram) => new()
        {
            Id = id,
            Method = method,
            Basis = basis,
            Quantity = new() { Mass = new() { Amount = amount, Unit = unit } },
            MeasureTime = new() { Seconds = Seized.Seconds + (hours * 3600) },
            MeasuredBy = "An invented officer",
        };

    private static IEnumerable<string> FieldsAtFault(Action act) =>
        Assert.Throws<RefusalException>(act).Violations.Select(violation => violation.Field);
}
