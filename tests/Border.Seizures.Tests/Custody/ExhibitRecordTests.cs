using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.Type.V1;
using static Border.Seizures.Tests.Custody.Exhibits;

namespace Border.Seizures.Tests.Custody;

/// <summary>Who may do what to an exhibit, and what its chain then says.</summary>
public sealed class ExhibitRecordTests : ExhibitTestBase
{
    public static TheoryData<string> EveryAct() => new(Acts.Keys);

    public static TheoryData<string> EveryActOfTheHolder() => new(Acts.Keys.Except(["confirm", "refuse"]));

    [Fact]
    public void Open_Item_IsHeldByWhoOpenedItWithAFirstEntry()
    {
        Assert.Equal(
            ("exhibits/e", ExhibitState.InCustody, "seizures/s", "d1", Holder, "Safe 1"),
            (_exhibit.Name, _exhibit.State, _exhibit.Seizure, _exhibit.ItemId, _exhibit.Holder, _exhibit.Place));
        Assert.Equal((ItemKind.Drug, "heroin", "53.01", ExhibitRole.Whole, Time), (_exhibit.Kind, _exhibit.Sort, _exhibit.Area, _exhibit.Role, _exhibit.OpenTime));
        Assert.Equal(("1000", "1000", "0", "5", false), Figures(_exhibit));
        Assert.Equal((1, ""), (Assert.Single(_exhibit.Entries).Number, _exhibit.Entries[0].PreviousHash));
    }

    [Fact]
    public void Open_MeasuredItem_TakesWhatFiguresCountUnlessAnotherAmountIsStated()
    {
        var seizure = Seizure(Drug);
        new SeizureRecord(seizure).RecordMeasurement(
            "d1", new() { Id = "m", Method = MeasurementMethod.Weighed, MeasureTime = Time, Quantity = Grams("920") }, Holder, Time);
        var stated = Opening();
        stated.Quantity = new() { Mass = new() { Amount = "2", Unit = MassUnit.Jin } };

        Assert.Equal("920", ExhibitRecord.Open(Opening(), seizure, By(Holder)).Balance.Whole);
        Assert.Equal("1000", ExhibitRecord.Open(stated, seizure, By(Holder)).Balance.Whole);
        stated.Quantity = new() { Money = new() { Amount = "1", Currency = "CNY" } };
        Assert.Equal(["quantity"], FieldsAtFault(() => ExhibitRecord.Open(stated, seizure, By(Holder))));
    }

    [Fact]
    public void Open_VoidSeizureOrNoSuchItem_IsRefused()
    {
        var request = Opening();
        request.ItemId = "none";
        var seizure = Seizure(Drug);

        Assert.Equal(ErrorReason.RecordNotFound, ReasonOf(() => ExhibitRecord.Open(request, seizure, By(Holder))));
        new SeizureRecord(seizure).Void("twice");
        Assert.Equal(ErrorReason.WrongState, ReasonOf(() => ExhibitRecord.Open(Opening(), seizure, By(Holder))));
    }

    [Theory]
    [InlineData("1", "", "10")]
    [InlineData("0.1", "3", "3")]
    [InlineData("", "0", "0")]
    [InlineData("100", "", "1000")]
    public void Open_StatedTolerance_IsTheGreater(string percent, string amount, string tolerance) =>
        Assert.Equal(tolerance, Heroin(new() { Percent = percent, Amount = amount }).Balance.Tolerance);

    [Fact]
    public void Open_ToleranceOfMoreThanTheWhole_IsRefused() =>
        Assert.Equal(["tolerance.percent"], FieldsAtFault(() => Heroin(new() { Percent = "100.1" })));

    [Fact]
    public void Open_CountedThings_HaveNoToleranceUnlessStated()
    {
        var guns = new SeizedItem { Id = "d1", Kind = ItemKind.Firearm, Sort = "rifle", Quantity = new() { Count = 1, CountUnit = CountUnit.Dozen } };

        var exhibit = ExhibitRecord.Open(Opening(), Seizure(guns), By(Holder));

        Assert.Equal((BalanceUnit.Piece, "12", "0"), (exhibit.Balance.Unit, exhibit.Balance.Whole, exhibit.Balance.Tolerance));
    }

    [Theory]
    [MemberData(nameof(EveryAct))]
    public void EveryAct_BySomebodyElse_IsNotPermitted(string act)
    {
        Seal("S1");
        if (act is "split" or "sample")
            Record.BreakSeal(new() { SealNumber = "S1", Reason = "why" }, By(Holder));
        if (act is "confirm" or "refuse")
            Record.Offer(new() { Receiver = "officer-2" }, By(Holder));

        AssertRefused(ErrorReason.NotPermitted, () => Acts[act](Record, "officer-3"));
    }

    [Theory]
    [MemberData(nameof(EveryActOfTheHolder))]
    public void EveryActOfTheHolder_WhileItIsOffered_WaitsForTheAnswer(string act)
    {
        Record.Offer(new() { Receiver = "officer-2" }, By(Holder));

        AssertRefused(ErrorReason.WrongState, () => Acts[act](Record, Holder));
    }

    [Theory]
    [MemberData(nameof(EveryAct))]
    public void EveryAct_AfterDestructionOrReturn_IsRefused(string act)
    {
        var returned = Heroin();
        new ExhibitRecord(returned).Return(new() { Recipient = "Chen Du", Authority = "Order 8" }, By(Holder));
        Record.Destroy(Destruction("Wang An", "Li Bo"), By(Holder));

        AssertRefused(ErrorReason.WrongState, () => Acts[act](Record, Holder));
        Assert.Equal(ErrorReason.WrongState, ReasonOf(() => Acts[act](new(returned), Holder)));
    }

    [Theory]
    [MemberData(nameof(EveryAct))]
    public void EveryAct_OfWhatIsUsedUp_IsRefusedButForALoss(string act)
    {
        Record.Split(new() { Parts = { Portion("p1", "400"), Portion("p2", "600") } }, By(Holder));
        Assert.Equal(ExhibitState.UsedUp, _exhibit.State);

        if (act == "lose")
            Acts[act](Record, Holder);
        else
            AssertRefused(ErrorReason.WrongState, () => Acts[act](Record, Holder));
        Assert.Equal(ExhibitState.UsedUp, _exhibit.State);
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("refuse")]
    public void ConfirmOrRefuse_WhatIsNotOffered_IsRefused(string act) =>
        AssertRefused(ErrorReason.WrongState, () => Acts[act](Record, "officer-2"));

    [Fact]
    public void HandOver_OfferedAndConfirmed_IsTheReceiversWithoutAPlace()
    {
        Record.Offer(new() { Receiver = "officer-2", Purpose = "analysis" }, By(Holder));
        Assert.Equal((ExhibitState.Offered, Holder, "officer-2"), (_exhibit.State, _exhibit.Holder, _exhibit.Receiver));

        Record.Confirm(new() { Condition = "sealed" }, By("officer-2"));

        Assert.Equal((ExhibitState.InCustody, "officer-2", "", ""), (_exhibit.State, _exhibit.Holder, _exhibit.Receiver, _exhibit.Place));
        AssertRefused(ErrorReason.NotPermitted, () => Acts["store"](Record, Holder));
        Acts["store"](Record, "officer-2");
        Assert.Equal("Safe 2", _exhibit.Place);
    }

    [Fact]
    public void HandOver_ConfirmedByTheGiver_IsNotPermitted()
    {
        Record.Offer(new() { Receiver = "officer-2" }, By(Holder));

        AssertRefused(ErrorReason.NotPermitted, () => Acts["confirm"](Record, Holder));
    }

    [Theory]
    [InlineData("officer-2")]
    [InlineData(Holder)]
    public void HandOver_RefusedOrTakenBack_StaysWithTheHolder(string actor)
    {
        Record.Offer(new() { Receiver = "officer-2" }, By(Holder));

        Record.Refuse(new() { Reason = "the seal is broken" }, By(actor));

        Assert.Equal((ExhibitState.InCustody, Holder, "", "Safe 1"), (_exhibit.State, _exhibit.Holder, _exhibit.Receiver, _exhibit.Place));
    }

    [Fact]
    public void Offer_ToOneselfOrToNobody_IsRefused()
    {
        AssertRefused(ErrorReason.RuleBroken, () => Record.Offer(new() { Receiver = Holder }, By(Holder)));
        Assert.Equal(["offer.receiver"], FieldsAtFault(() => Record.Offer(new() { Receiver = "警官" }, By(Holder))));
    }

    [Fact]
    public void Seals_PutOnAndBroken_AreThoseThatAreOn()
    {
        Seal("S1");
        Seal("S2");
        Record.BreakSeal(new() { SealNumber = "S1", Reason = "analysis" }, By(Holder));

        Assert.Equal(["S2"], _exhibit.Seals);
        AssertRefused(ErrorReason.RuleBroken, () => Record.BreakSeal(new() { SealNumber = "S1", Reason = "why" }, By(Holder)));
        AssertRefused(ErrorReason.RuleBroken, () => Seal("S1"));
        AssertRefused(ErrorReason.RuleBroken, () => Seal("S2"));
    }

    [Fact]
    public void EveryAct_WithoutItsReasonOrName_IsRefused()
    {
        Seal("S1");

        Assert.Equal(["seal_breaking.reason"], FieldsAtFault(() => Record.BreakSeal(new() { SealNumber = "S1" }, By(Holder))));
        Assert.Equal(["loss.reason"], FieldsAtFault(() => Record.Lose(new() { Quantity = Grams("1") }, By(Holder))));
        Assert.Equal(["goods_return.recipient"], FieldsAtFault(() => Record.Return(new() { Authority = "Order 8" }, By(Holder))));
        Assert.Equal(["destruction.witnesses[1].full_name"], FieldsAtFault(() => Record.Destroy(Destruction("Wang An", " "), By(Holder))));
        Record.Offer(new() { Receiver = "officer-2" }, By(Holder));
        Assert.Equal(["refusal.reason"], FieldsAtFault(() => Record.Refuse(new(), By(Holder))));
    }

    [Fact]
    public void Chain_Long_HoldsNoMoreThanAShortOne()
    {
        Acts["store"](Record, Holder);
        var size = _exhibit.CalculateSize();
        for (var i = 0; i < 1000; i++)
            Acts["store"](Record, Holder);

        Assert.Equal(1002, _exhibit.EntryCount);
        Assert.InRange(_exhibit.CalculateSize(), size, size + 10);
    }

    [Fact]
    public void Seal_WhileAHundredAreOn_IsRefused()
    {
        for (var i = 0; i < 100; i++)
            Seal($"S{i}");

        AssertRefused(ErrorReason.RuleBroken, () => Seal("S100"));
    }

    [Fact]
    public void BreakSeal_ManyTimes_KeepsTheLastHundred()
    {
        for (var i = 0; i < 120; i++)
        {
            Seal($"S{i}");
            Record.BreakSeal(new() { SealNumber = $"S{i}", Reason = "why" }, By(Holder));
        }

        Assert.Equal(Enumerable.Range(20, 100).Select(i => $"S{i}"), _exhibit.BrokenSeals);
    }
}
