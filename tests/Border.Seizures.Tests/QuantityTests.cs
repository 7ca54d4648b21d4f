using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Amount = Border.Type.V1.Quantity.AmountOneofCase;

namespace Border.Seizures.Tests;

public sealed class QuantityTests
{
    // The kinds of quantity of each kind of item, as the contract lists them.
    private static readonly Dictionary<ItemKind, Amount[]> Allowed = new()
    {
        [ItemKind.Drug] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Precursor] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Firearm] = [Amount.Count],
        [ItemKind.Ammunition] = [Amount.Count],
        [ItemKind.Goods] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Cash] = [Amount.Money],
        [ItemKind.Vehicle] = [Amount.Count],
        [ItemKind.Vessel] = [Amount.Count],
        [ItemKind.Counterfeit] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Wildlife] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Document] = [Amount.Count],
        [ItemKind.FirearmPart] = [Amount.Count],
    };

    public static TheoryData<ItemKind, Amount> EveryKindAndAmount()
    {
        var data = new TheoryData<ItemKind, Amount>();
        foreach (var kind in Enum.GetValues<ItemKind>().Where(kind => kind != ItemKind.Unspecified))
        {
            foreach (var amount in Enum.GetValues<Amount>())
                data.Add(kind, amount);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryKindAndAmount))]
    public void Check_EachKindOfItem_TakesItsKindsOfQuantity(ItemKind kind, Amount amount)
    {
        var item = new SeizedItem { Id = "a", Kind = kind, Sort = "any", Quantity = QuantityOf(amount) };

        Assert.Equal(Allowed[kind].Contains(amount) ? [] : ["q"], FieldsAtFault(item));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.000000")]
    [InlineData("000")]
    public void Check_AmountOfNothing_IsRefused(string amount)
    {
        Assert.Equal(["q.mass.amount"], FieldsAtFault(Drug(new() { Mass = new() { Amount = amount, Unit = MassUnit.Gram } })));
        Assert.Equal(["q.volume.amount"], FieldsAtFault(Drug(new() { Volume = new() { Amount = amount, Unit = VolumeUnit.Litre } })));
        Assert.Equal(["q.money.amount"], FieldsAtFault(Cash(amount, "CNY")));
    }

    [Theory]
    [InlineData("CNY", true)]
    [InlineData("cny", false)]
    [InlineData("CN", false)]
    [InlineData("C1Y", false)]
    [InlineData("ÄÖÜ", false)]
    public void Check_Currency_IsThreeCapitals(string currency, bool isAllowed) =>
        Assert.Equal(isAllowed ? [] : ["q.money.currency"], FieldsAtFault(Cash("1", currency)));

    [Theory]
    [InlineData("1", MassUnit.Milligram, "0.001")]
    [InlineData("1", MassUnit.Gram, "1")]
    [InlineData("1", MassUnit.Kilogram, "1000")]
    [InlineData("1", MassUnit.Tonne, "1000000")]
    [InlineData("1", MassUnit.Jin, "500")]
    [InlineData("1", MassUnit.Liang, "50")]
    [InlineData("1", MassUnit.Qian, "5")]
    [InlineData("1", MassUnit.Pound, "453.59237")]
    [InlineData("16", MassUnit.Ounce, "453.59237")]
    [InlineData("0.000001", MassUnit.Ounce, "0.000028349523125")]
    [InlineData("5.63", MassUnit.Tonne, "5630000")]
    [InlineData("352.25", MassUnit.Tonne, "352250000")]
    [InlineData("0.1", MassUnit.Kilogram, "100")]
    [InlineData("3.7", MassUnit.Jin, "1850")]
    [InlineData("0.33", MassUnit.Liang, "16.5")]
    [InlineData("007.500", MassUnit.Gram, "7.5")]
    [InlineData("0.000001", MassUnit.Milligram, "0.000000001")]
    [InlineData("999999999999999.999999", MassUnit.Tonne, "999999999999999999999")]
    [InlineData("999999999999999.999999", MassUnit.Milligram, "999999999999.999999999")]
    public void Normalise_Mass_IsExactInGrams(string amount, MassUnit unit, string grams)
    {
        var quantity = new Quantity { Mass = new() { Amount = amount, Unit = unit, Grams = "sent by a client" } };

        Quantities.Normalise(quantity);

        Assert.Equal(new Mass { Amount = amount, Unit = unit, Grams = grams }, quantity.Mass);
    }

    [Theory]
    [InlineData("1", VolumeUnit.Millilitre, "1")]
    [InlineData("1", VolumeUnit.Litre, "1000")]
    [InlineData("1", VolumeUnit.CubicMetre, "1000000")]
    [InlineData("1", VolumeUnit.UsGallon, "3785.411784")]
    [InlineData("0.0005", VolumeUnit.Litre, "0.5")]
    [InlineData("10", VolumeUnit.Millilitre, "10")]
    [InlineData("999999999999999.999999", VolumeUnit.CubicMetre, "999999999999999999999")]
    public void Normalise_Volume_IsExactInMillilitres(string amount, VolumeUnit unit, string millilitres)
    {
        var quantity = new Quantity { Volume = new() { Amount = amount, Unit = unit, Millilitres = "1" } };

        Quantities.Normalise(quantity);

        Assert.Equal(new Volume { Amount = amount, Unit = unit, Millilitres = millilitres }, quantity.Volume);
    }

    [Theory]
    [InlineData(CountUnit.Unspecified, 1)]
    [InlineData(CountUnit.Tablet, 1)]
    [InlineData(CountUnit.Ampoule, 1)]
    [InlineData(CountUnit.Plant, 1)]
    [InlineData(CountUnit.Pair, 2)]
    [InlineData(CountUnit.Dozen, 12)]
    [InlineData(CountUnit.CigarettePack, 20)]
    [InlineData(CountUnit.CigaretteCarton, 200)]
    public void Normalise_Count_IsInSinglePieces(CountUnit unit, long pieces)
    {
        var quantity = new Quantity { Count = 1_000_000_000, CountUnit = unit, Pieces = 9 };

        Quantities.Normalise(quantity);

        Assert.Equal(new Quantity { Count = 1_000_000_000, CountUnit = unit, Pieces = pieces * 1_000_000_000 }, quantity);
    }

    [Fact]
    public void Normalise_WhatIsNotCounted_HasNoPieces()
    {
        var quantity = new Quantity { Mass = new() { Amount = "1", Unit = MassUnit.Gram }, Pieces = 9 };

        Quantities.Normalise(quantity);

        Assert.Equal(0, quantity.Pieces);
    }

    [Fact]
    public void Check_UnitOfACountForAMass_IsRefused() => Assert.Equal(
        ["q.count_unit"], FieldsAtFault(Drug(new() { Mass = new() { Amount = "1", Unit = MassUnit.Gram }, CountUnit = CountUnit.Tablet })));

    [Fact]
    public void Normalise_LongestAmountInOunces_IsRightTo28Digits()
    {
        var quantity = new Quantity { Mass = new() { Amount = "999999999999999.999999", Unit = MassUnit.Ounce } };

        Quantities.Normalise(quantity);

        Assert.Equal("28349523124999999.999971650477", quantity.Mass.Grams);
    }

    [Fact]
    public void Units_EachOfTheContract_HasAFactor()
    {
        Assert.All(Enum.GetValues<CountUnit>(), unit => Assert.True(Pieces.Of(1, unit) > 0));
        Assert.All(Enum.GetValues<MassUnit>().Where(unit => unit != 0), unit => Assert.True(Grams.Of(1, unit).Value > 0));
        Assert.All(Enum.GetValues<VolumeUnit>().Where(unit => unit != 0), unit => Assert.True(Millilitres.Of(1, unit).Value > 0));
    }

    private static IEnumerable<string> FieldsAtFault(SeizedItem item)
    {
        var faults = new FieldFaults();
        Quantities.Check("q", item.Kind, item.Quantity, faults);
        return Record.Exception(faults.ThrowIfAny) is RefusalException refusal
            ? refusal.Violations.Select(violation => violation.Field)
            : [];
    }

    private static SeizedItem Drug(Quantity quantity) => new() { Id = "a", Kind = ItemKind.Drug, Sort = "heroin", Quantity = quantity };

    private static SeizedItem Cash(string amount, string currency) => new()
    {
        Id = "a",
        Kind = ItemKind.Cash,
        Sort = "banknotes",
        Quantity = new() { Money = new() { Amount = amount, Currency = currency } },
    };

    private static Quantity QuantityOf(Amount amount) => amount switch
    {
        Amount.Mass => new() { Mass = new() { Amount = "1", Unit = MassUnit.Gram } },
        Amount.Volume => new() { Volume = new() { Amount = "1", Unit = VolumeUnit.Litre } },
        Amount.Count => new() { Count = 1 },
        Amount.Money => new() { Money = new() { Amount = "1", Currency = "CNY" } },
        _ => new(),
    };
}
