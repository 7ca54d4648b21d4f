using Border.Seizures.Items;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf;

namespace Border.Seizures.Tests.Items;

public sealed class ItemDetailsTests
{
    [Fact]
    public void Check_NoDetails_IsAllowedForEveryKind() =>
        Assert.All(Enum.GetValues<ItemKind>().Where(kind => kind != 0), kind => Assert.Empty(FaultsOf(new() { Id = "a", Kind = kind, Sort = "any", Quantity = One })));

    public static TheoryData<ItemKind, string> EveryKindAndDetails()
    {
        var data = new TheoryData<ItemKind, string>();
        foreach (var kind in Enum.GetValues<ItemKind>().Where(kind => kind != 0))
        {
            foreach (var details in SeizedItem.Descriptor.Oneofs[0].Fields)
                data.Add(kind, details.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryKindAndDetails))]
    public void Check_EachKindOfItem_TakesItsOwnDetailsAndNoOthers(ItemKind kind, string details)
    {
        var item = ItemOf(kind);
        var field = SeizedItem.Descriptor.FindFieldByName(details);
        if (field.Accessor.GetValue(item) is null)
            field.Accessor.SetValue(item, field.MessageType.Parser.ParseFrom(ByteString.Empty));

        var fits = details == (kind == ItemKind.FirearmPart ? "firearm" : kind.ToString().ToLowerInvariant());
        Assert.Equal(fits ? [] : [$"i.{details}"], FaultsOf(item));
    }

    [Theory]
    [InlineData("heroin", "heroin", true)]
    [InlineData("methamphetamine", "methamphetamine_tablets", true)]
    [InlineData("ketamine", "ketamine", true)]
    [InlineData("heroin", "heroinlike", false)]
    [InlineData("heroin", "opium", false)]
    public void Check_SortOfADrug_IsItsSubstanceOrAFormOfIt(string substance, string sort, bool isAllowed) =>
        Assert.Equal(isAllowed ? [] : ["i.sort"], FaultsOf(Drug(substance, sort, "")));

    [Theory]
    [InlineData("not_a_substance")]
    [InlineData("acetone")]
    public void Check_SubstanceThatIsNoDrug_IsRefused(string substance) =>
        Assert.Equal(["i.drug.substance"], FaultsOf(Drug(substance, substance, "")));

    [Fact]
    public void Check_DrugAsPrecursor_IsRefused() => Assert.Equal(
        ["i.precursor.substance"],
        FaultsOf(new() { Id = "a", Kind = ItemKind.Precursor, Sort = "heroin", Quantity = One, Precursor = new() { Substance = "heroin" } }));

    [Theory]
    [InlineData("100", true)]
    [InlineData("0.000001", true)]
    [InlineData("", true)]
    [InlineData("0", false)]
    [InlineData("100.000001", false)]
    public void Check_Purity_IsAShareOfTheWhole(string purity, bool isAllowed) =>
        Assert.Equal(isAllowed ? [] : ["i.drug.purity_percent"], FaultsOf(Drug("heroin", "heroin", purity)));

    [Fact]
    public void Check_NumbersOfOneThingForSeveral_AreRefusedEach()
    {
        var two = new Quantity { Count = 2 };

        Assert.Equal(["i.firearm.serial_number"], FaultsOf(new() { Kind = ItemKind.Firearm, Quantity = two, Firearm = new() { SerialNumber = "A1" } }));
        Assert.Equal(["i.document.number"], FaultsOf(new() { Kind = ItemKind.Document, Quantity = two, Document = new() { Number = "A1" } }));
        Assert.Equal(
            ["i.vehicle.plate", "i.vehicle.chassis_number"],
            FaultsOf(new() { Kind = ItemKind.Vehicle, Quantity = two, Vehicle = new() { Plate = "A1", ChassisNumber = "C1" } }));
        Assert.Equal(
            ["i.vessel.registration", "i.vessel.imo_number"],
            FaultsOf(new() { Kind = ItemKind.Vessel, Quantity = two, Vessel = new() { Registration = "A1", ImoNumber = "9074729" } }));
        Assert.Empty(FaultsOf(new() { Kind = ItemKind.Firearm, Quantity = two, Firearm = new() { Make = "Any", Calibre = "7.62x39" } }));
    }

    [Theory]
    [InlineData("9074729", true)]
    [InlineData("9074720", false)]
    [InlineData("907472", false)]
    [InlineData("907472A", false)]
    public void Check_ImoNumber_HasItsCheckDigit(string number, bool isAllowed) => Assert.Equal(
        isAllowed ? [] : ["i.vessel.imo_number"],
        FaultsOf(new() { Kind = ItemKind.Vessel, Quantity = One, Vessel = new() { ImoNumber = number } }));

    [Theory]
    [InlineData("2402", true)]
    [InlineData("2402209000", true)]
    [InlineData("240", false)]
    [InlineData("2402.20", false)]
    public void Check_HsCode_IsDigits(string code, bool isAllowed) =>
        Assert.Equal(isAllowed ? [] : ["i.goods.hs_code"], FaultsOf(Goods(new() { HsCode = code })));

    [Fact]
    public void Check_ValueAndDuty_AreMoneyOfOneCurrency()
    {
        Assert.Equal(["i.goods.value.amount"], FaultsOf(Goods(new() { Value = new() { Amount = "0", Currency = "CNY" } })));
        Assert.Equal(["i.goods.duty.currency"], FaultsOf(Goods(new() { Duty = new() { Amount = "5", Currency = "yuan" } })));
        Assert.Equal(
            ["i.goods.duty.currency"],
            FaultsOf(Goods(new() { Value = new() { Amount = "5", Currency = "CNY" }, Duty = new() { Amount = "1", Currency = "USD" } })));
        Assert.Equal(
            ["i.counterfeit.value.currency"],
            FaultsOf(new() { Kind = ItemKind.Counterfeit, Quantity = One, Counterfeit = new() { Brand = "Any", Value = new() { Amount = "5", Currency = "€" } } }));
    }

    [Theory]
    [InlineData("100", true)]
    [InlineData("100.01", false)]
    public void Check_FalseNotes_AreAtMostTheWhole(string amount, bool isAllowed) => Assert.Equal(
        isAllowed ? [] : ["i.cash.false_amount"],
        FaultsOf(new()
        {
            Kind = ItemKind.Cash,
            Quantity = new() { Money = new() { Amount = "100", Currency = "CNY" } },
            Cash = new() { FalseAmount = amount },
        }));

    private static Quantity One => new() { Count = 1 };

    private static SeizedItem Drug(string substance, string sort, string purity) =>
        new() { Id = "a", Kind = ItemKind.Drug, Sort = sort, Quantity = One, Drug = new() { Substance = substance, PurityPercent = purity } };

    private static SeizedItem Goods(GoodsDetails details) => new() { Kind = ItemKind.Goods, Sort = "any", Quantity = One, Goods = details };

    private static SeizedItem ItemOf(ItemKind kind) => kind switch
    {
        ItemKind.Drug => Drug("heroin", "heroin", ""),
        ItemKind.Precursor => new() { Kind = kind, Sort = "acetone", Quantity = One, Precursor = new() { Substance = "acetone" } },
        _ => new() { Kind = kind, Sort = "any", Quantity = One },
    };

    private static IEnumerable<string> FaultsOf(SeizedItem item)
    {
        var faults = new FieldFaults();
        ItemDetails.Check("i", item, faults);
        return Record.Exception(faults.ThrowIfAny) is RefusalException refusal
            ? refusal.Violations.Select(violation => violation.Field)
            : [];
    }
}
