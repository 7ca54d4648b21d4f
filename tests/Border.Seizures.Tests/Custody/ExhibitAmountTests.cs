using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.Type.V1;
using static Border.Seizures.Tests.Custody.Exhibits;

namespace Border.Seizures.Tests.Custody;

/// <summary>How much of an exhibit there is after what is taken out, weighed, lost and disposed of.</summary>
public sealed class ExhibitAmountTests : ExhibitTestBase
{
    [Theory]
    [InlineData("split")]
    [InlineData("sample")]
    public void TakeOut_WhileASealIsOn_IsRefused(string act)
    {
        Seal("S1");

        AssertRefused(ErrorReason.RuleBroken, () => Acts[act](Record, Holder));
    }

    [Fact]
    public void Split_Parts_AreExhibitsThatNameTheEntryTheyComeFrom()
    {
        var record = Record;
        record.Split(new() { Parts = { Portion("p1", "300"), Portion("p2", "200.5") } }, By(Holder));

        Assert.Equal(("1000", "499.5", "0", "5", false), Figures(_exhibit));
        Assert.Equal("500.5", _exhibit.Balance.Parts);
        Assert.Equal(["exhibits/p1", "exhibits/p2"], record.Taken.Select(part => part.Name));
        Assert.All(record.Taken, part => Assert.Equal(
            ("exhibits/e", _exhibit.HeadHash, ExhibitRole.Part, "Safe 1", Holder, "seizures/s", "d1"),
            (part.Parent, part.Entries[0].Opening.ParentHash, part.Role, part.Place, part.Holder, part.Seizure, part.ItemId)));
        Assert.Equal(["300", "200.5"], record.Taken.Select(part => part.Balance.Whole));
    }

    [Fact]
    public void Sample_Portion_IsAnExhibitOfItsOwn()
    {
        var record = Record;
        record.Sample(new() { Sample = Portion("p1", "2"), Purpose = "purity" }, By(Holder));

        Assert.Equal(("2", "998"), (_exhibit.Balance.Samples, _exhibit.Balance.Remainder));
        Assert.Equal((ExhibitRole.Sample, "2"), (Assert.Single(record.Taken).Role, record.Taken[0].Balance.Whole));
    }

    [Fact]
    public void Split_SameIdTwiceOrItsOwn_IsRefused()
    {
        Assert.Equal(
            ["splitting.parts[1].exhibit_id"],
            FieldsAtFault(() => Record.Split(new() { Parts = { Portion("p", "1"), Portion("p", "2") } }, By(Holder))));
        Assert.Equal(["sampling.sample.exhibit_id"], FieldsAtFault(() => Record.Sample(new() { Sample = Portion("e", "1") }, By(Holder))));
    }

    [Fact]
    public void Amounts_OfAnotherKindThanTheWhole_AreRefused()
    {
        var tablets = new Quantity { Count = 5 };

        Assert.Equal(
            ["splitting.parts[0].quantity"],
            FieldsAtFault(() => Record.Split(new() { Parts = { new Portion { ExhibitId = "p", Quantity = tablets } } }, By(Holder))));
        Assert.Equal(["weighing.quantity"], FieldsAtFault(() => Record.Weigh(new() { Quantity = tablets }, By(Holder))));
        Assert.Equal(["loss.quantity"], FieldsAtFault(() => Record.Lose(new() { Quantity = tablets, Reason = "dried" }, By(Holder))));
        Assert.Equal(["weighing.quantity.mass.amount"], FieldsAtFault(() => Record.Weigh(new() { Quantity = Grams("0") }, By(Holder))));
    }

    [Fact]
    public void Amounts_OfAnotherCurrency_AreRefused()
    {
        var notes = new SeizedItem { Id = "d1", Kind = ItemKind.Cash, Sort = "banknotes", Quantity = Money("500", "CNY") };
        var record = new ExhibitRecord(ExhibitRecord.Open(Opening(), Seizure(notes), By(Holder)));

        Assert.Equal(["weighing.quantity"], FieldsAtFault(() => record.Weigh(new() { Quantity = Money("500", "USD") }, By(Holder))));
        record.Weigh(new() { Quantity = Money("500", "CNY") }, By(Holder));

        static Quantity Money(string amount, string currency) => new() { Money = new() { Amount = amount, Currency = currency } };
    }

    [Theory]
    [InlineData("995", "5", false)]
    [InlineData("994.999", "5.001", true)]
    [InlineData("1005", "-5", false)]
    [InlineData("1005.001", "-5.001", true)]
    public void Weigh_DifferenceBeyondTheTolerance_IsFlagged(string weight, string difference, bool isFlagged)
    {
        Record.Weigh(new() { Quantity = Grams(weight), Instrument = "scales" }, By(Holder));

        Assert.Equal(("1000", weight, difference, "5", isFlagged), Figures(_exhibit));
    }

    [Fact]
    public void Lose_AfterSomethingWasMissed_ExplainsThatFirst()
    {
        Record.Weigh(new() { Quantity = Grams("980") }, By(Holder));
        Assert.True(_exhibit.Balance.BalanceFlag);

        Record.Lose(new() { Quantity = Grams("20"), Reason = "dried out" }, By(Holder));
        Assert.Equal(("1000", "980", "0", "5", false), Figures(_exhibit));

        Record.Lose(new() { Quantity = Grams("30"), Reason = "spilt" }, By(Holder));
        Assert.Equal(("1000", "950", "0", "5", false), Figures(_exhibit));
        Assert.Equal("50", _exhibit.Balance.Losses);
    }

    [Fact]
    public void Split_MoreThanThereWas_IsRecordedAndFlagged()
    {
        Record.Split(new() { Parts = { Portion("p1", "600"), Portion("p2", "420") } }, By(Holder));

        Assert.Equal(("1000", "0", "-20", "5", true), Figures(_exhibit));
        Assert.Equal(ExhibitState.UsedUp, _exhibit.State);
    }

    [Fact]
    public void Destroy_WithTwoWitnesses_DisposesOfWhatIsLeft()
    {
        Record.Sample(new() { Sample = Portion("p", "10") }, By(Holder));
        Record.Destroy(Destruction("Wang An", "Li Bo"), By(Holder));

        Assert.Equal((ExhibitState.Destroyed, "", "990", "0"), (_exhibit.State, _exhibit.Holder, _exhibit.Balance.Disposed, _exhibit.Balance.Remainder));
    }

    [Fact]
    public void Destroy_WithoutTwoWitnesses_IsRefused()
    {
        Assert.Equal(["destruction.witnesses"], FieldsAtFault(() => Record.Destroy(Destruction("Wang An"), By(Holder))));
        Assert.Equal(
            ["destruction.witnesses[1].full_name"], FieldsAtFault(() => Record.Destroy(Destruction("Wang An", " wang  AN"), By(Holder))));
        Assert.Equal(
            ["destruction.witnesses[0].full_name"], FieldsAtFault(() => Record.Destroy(Destruction("Officer 1", "Li Bo"), By(Holder))));
        Assert.Single(_exhibit.Entries);
    }

    [Fact]
    public void Return_ToTheOwner_DisposesOfWhatIsLeft()
    {
        Acts["return"](Record, Holder);

        Assert.Equal((ExhibitState.Returned, "", "1000", "0"), (_exhibit.State, _exhibit.Place, _exhibit.Balance.Disposed, _exhibit.Balance.Remainder));
    }
}
