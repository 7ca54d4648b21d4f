using Border.Cases.V1;
using Border.Cases.Work;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Work;

public sealed class CorrectionFileTests
{
    private static readonly DateTimeOffset Now = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Request_Field_KeepsBeforeAndAfterAndChangesNothing()
    {
        var record = New(CaseState.Closed);
        var before = record.Clone();

        var correction = Request(record, new CaseFacts { Area = "54", Unit = "ignored" }, "area");

        Assert.Equal((new CaseFacts { Area = "53.01" }, new CaseFacts { Area = "54" }), (correction.Before, correction.After));
        Assert.Equal((CorrectionState.Pending, "asker"), (correction.State, correction.Requester));
        Assert.Equal(before, record);
    }

    [Theory]
    [InlineData("area", ErrorReason.InvalidFields)]
    [InlineData("register_time", ErrorReason.InvalidFields)]
    [InlineData("state", ErrorReason.InvalidFields)]
    [InlineData("principal_offence", ErrorReason.UnknownReference)]
    public void Request_WhatCouldNotBeCarriedOut_IsRefused(string path, ErrorReason reason) => Assert.Equal(
        reason,
        Assert.Throws<RefusalException>(() => Request(New(), new CaseFacts { PrincipalOffence = "no_such_offence" }, path)).Reason);

    [Theory]
    [InlineData(CaseState.Void)]
    [InlineData(CaseState.Merged)]
    public void Request_CaseIsGone_IsRefused(CaseState state) => Assert.Equal(
        ErrorReason.WrongState, Assert.Throws<RefusalException>(() => Request(New(state), new CaseFacts { Area = "54" }, "area")).Reason);

    [Fact]
    public void Approve_ByAnother_CarriesItOut()
    {
        var record = New(CaseState.Closed);
        var correction = Request(record, new CaseFacts { PrincipalOffence = "fraud", OtherOffences = { "drug_trafficking" } }, "principal_offence", "other_offences");

        new CorrectionFile(correction).Approve(record, "chief", Now, "right", Catalogue);

        Assert.Equal(("fraud", "drug_trafficking", CaseState.Closed), (record.PrincipalOffence, record.OtherOffences.Single(), record.State));
        Assert.Equal((CorrectionState.Approved, "chief", "right"), (correction.State, correction.Decider, correction.DecideReason));
    }

    [Fact]
    public void ApproveOrReject_ByTheRequester_IsRefused()
    {
        var record = New();
        var correction = Request(record, new CaseFacts { Area = "54" }, "area");

        Assert.Equal(
            ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CorrectionFile(correction).Approve(record, "asker", Now, "", Catalogue)).Reason);
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CorrectionFile(correction).Reject("asker", Now, "no")).Reason);
        Assert.Equal("53.01", record.Area);
    }

    [Fact]
    public void Approve_WhatWasChangedMeanwhile_IsRefused()
    {
        var record = New();
        var correction = Request(record, new CaseFacts { Area = "54" }, "area");
        record.Unit = "U5";
        new CorrectionFile(correction.Clone()).Approve(record.Clone(), "chief", Now, "", Catalogue);
        record.Area = "55";

        Assert.Equal(
            ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CorrectionFile(correction).Approve(record, "chief", Now, "", Catalogue)).Reason);
        Assert.Equal("55", record.Area);
    }

    [Fact]
    public void Decide_Twice_IsRefused()
    {
        var record = New();
        var correction = Request(record, new CaseFacts { Area = "54" }, "area");
        var file = new CorrectionFile(correction);
        file.Reject("chief", Now, "no");

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => file.Reject("chief", Now, "no")).Reason);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => file.Approve(record, "chief", Now, "", Catalogue)).Reason);
        Assert.Equal("53.01", record.Area);
    }

    private static CaseCorrection Request(Case record, CaseFacts facts, params string[] paths) => CorrectionFile.Request(
        "corrections/c", new() { Facts = facts, UpdateMask = new() { Paths = { paths } }, Reason = "why" }, record, "asker", Now, Catalogue);
}
