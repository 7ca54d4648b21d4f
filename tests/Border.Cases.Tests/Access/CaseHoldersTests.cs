using Border.Cases.Access;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Access;

public sealed class CaseHoldersTests
{
    private readonly Case _record = New();

    private CaseHolders Holders => new(_record);

    [Fact]
    public void Assign_SomebodyThenNobody_IsThat()
    {
        Holders.Assign("investigator 7");
        Assert.Equal("investigator 7", _record.Assignee);
        Holders.Assign("");
        Assert.Equal("", _record.Assignee);
    }

    [Fact]
    public void Assign_NoActor_IsRefused() =>
        Assert.Equal(ErrorReason.InvalidFields, Assert.Throws<RefusalException>(() => Holders.Assign("王")).Reason);

    [Fact]
    public void Assign_OneWhoMayNotKnow_IsRefused()
    {
        Holders.Restrict(["chief"], "chief");

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Holders.Assign("other")).Reason);
        Holders.Assign("chief");
    }

    [Theory]
    [InlineData(ErrorReason.RuleBroken, "other")]
    [InlineData(ErrorReason.RuleBroken, "chief")]
    [InlineData(ErrorReason.InvalidFields, "chief", "holder", "王")]
    public void Restrict_WithoutItsActorOrHolderOrToNoActor_IsRefused(ErrorReason reason, params string[] actors)
    {
        Holders.Assign("holder");

        Assert.Equal(reason, Assert.Throws<RefusalException>(() => Holders.Restrict(actors, "chief")).Reason);
        Assert.Empty(_record.NeedToKnow);
    }

    [Fact]
    public void Restrict_Twice_ReplacesWhoMayKnow()
    {
        Holders.Restrict(["chief", "a", "a"], "chief");
        Assert.Equal(["chief", "a"], _record.NeedToKnow);
        Holders.Restrict(["b", "chief"], "chief");

        Assert.Equal((true, false), (CaseAccess.MayKnow(_record, "b"), CaseAccess.MayKnow(_record, "a")));
    }

    [Fact]
    public void Lift_Restriction_OpensTheCaseOnce()
    {
        Holders.Restrict(["chief"], "chief");

        Holders.Lift();

        Assert.True(CaseAccess.MayKnow(_record, "a"));
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Holders.Lift()).Reason);
    }
}
