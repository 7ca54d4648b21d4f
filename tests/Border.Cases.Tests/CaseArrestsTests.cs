using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests;

public sealed class CaseArrestsTests
{
    [Fact]
    public void Record_IdTakenInTheCase_IsRefused()
    {
        var record = New();
        new CaseArrests(record).Record(new Arrest { Id = "a" });

        Assert.Equal(ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => new CaseArrests(record).Record(new Arrest { Id = "a" })).Reason);
        Assert.Single(record.Arrests);
    }

    [Fact]
    public void Withdraw_StandingArrest_StaysVisibleWithItsReason()
    {
        var record = New();
        var arrests = new CaseArrests(record);
        arrests.Record(new Arrest { Id = "a", Withdrawn = true, WithdrawReason = "sent by a client" });

        arrests.Withdraw("a", "recorded twice");

        Assert.Equal((true, "recorded twice"), (Assert.Single(record.Arrests).Withdrawn, record.Arrests[0].WithdrawReason));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => arrests.Withdraw("a", "again")).Reason);
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => arrests.Withdraw("b", "none")).Reason);
    }
}
