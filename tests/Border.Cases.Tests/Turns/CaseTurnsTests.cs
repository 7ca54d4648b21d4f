using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Turns;

public sealed class CaseTurnsTests
{
    [Theory]
    [InlineData(CaseState.Registered)]
    [InlineData(CaseState.Reported)]
    public void Turn_BeforeTheCaseBegan_IsRefused(CaseState state)
    {
        var record = New(state);
        var verb = state == CaseState.Reported ? CaseVerb.Dismiss : CaseVerb.OpenInvestigation;

        var refusal = Assert.Throws<RefusalException>(() => new CaseTurns(record).Turn(verb, new Timestamp { Seconds = 1 }, ""));

        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);
        Assert.Equal(state, record.State);
    }

    [Fact]
    public void Turn_WithAReason_KeepsStateTimeAndReason()
    {
        var record = New(CaseState.UnderInvestigation);

        new CaseTurns(record).Turn(CaseVerb.Suspend, Later, "why");

        Assert.Equal(new CaseTurn { State = CaseState.Suspended, TurnTime = Later, Reason = "why" }, Assert.Single(record.Turns));
    }

    [Fact]
    public void Reopen_SolvedCase_IsNoLongerSolved()
    {
        var record = New(CaseState.UnderInvestigation);
        var turns = new CaseTurns(record);
        turns.Solve(Later, "");
        turns.Turn(CaseVerb.Refer, Later, "");
        turns.Turn(CaseVerb.Conclude, Later, "why");

        turns.Reopen(Later, "why");

        Assert.Null(record.SolveTime);
    }

    [Fact]
    public void AcceptTransfer_CaseGoesOver_KeepsNumberAndArea()
    {
        var record = New(CaseState.UnderInvestigation);
        new CaseTurns(record).Transfer("U2", Later, "their station");
        Assert.Equal("U1", record.Unit);

        new CaseTurns(record).AcceptTransfer(Later, "");

        Assert.Equal(("U2", "53.01", "U1-2021-0001", CaseState.UnderInvestigation), (record.Unit, record.Area, record.Number, record.State));
        var transfer = Assert.Single(record.Transfers);
        Assert.Equal(("U1", "U2", TransferOutcome.Accepted, Later), (transfer.FromUnit, transfer.ToUnit, transfer.Outcome, transfer.AnswerTime));
    }

    [Fact]
    public void RefuseTransfer_CaseStays_WithTheReason()
    {
        var record = New(CaseState.Registered);
        new CaseTurns(record).Transfer("U2", Later, "their station");

        new CaseTurns(record).RefuseTransfer(Later, "not ours");

        Assert.Equal(("U1", CaseState.Registered), (record.Unit, record.State));
        var transfer = Assert.Single(record.Transfers);
        Assert.Equal((TransferOutcome.Refused, "not ours", "their station"), (transfer.Outcome, transfer.AnswerReason, transfer.Reason));
        new CaseTurns(record).Transfer("U3", Later, "to yet another");
        Assert.Equal(2, record.Transfers.Count);
    }

    [Fact]
    public void Transfer_ToTheSameUnit_IsRefused()
    {
        var record = New();

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseTurns(record).Transfer("U1", Later, "why")).Reason);
        Assert.Empty(record.Transfers);
    }

    [Fact]
    public void AcceptTransfer_BeforeItWasMade_IsRefused()
    {
        var record = New();
        new CaseTurns(record).Transfer("U2", Later, "why");

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseTurns(record).AcceptTransfer(Registered, "")).Reason);
        Assert.Equal(CaseState.Transferred, record.State);
    }

    [Fact]
    public void Transfer_TooOften_IsRefused()
    {
        var record = New();
        for (var i = 0; i < 100; i++)
            record.Transfers.Add(new CaseTransfer { ToUnit = "U2", Outcome = TransferOutcome.Refused });

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseTurns(record).Transfer("U2", Later, "why")).Reason);
        Assert.Equal(CaseState.Registered, record.State);
    }
}
