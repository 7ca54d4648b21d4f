using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Turns;

/// <summary>How the state of a case turns, and what stands in the case about each turn.</summary>
internal sealed class CaseTurns(Case record)
{
    private const int MaxTransfers = 100;

    public void Turn(CaseVerb verb, Timestamp time, string reason)
    {
        verb.Require(record);
        TurnTo(verb.To ?? throw new ArgumentException("It turns to no state.", nameof(verb)), verb.Done, time, reason);
    }

    public void Solve(Timestamp time, string reason)
    {
        Turn(CaseVerb.Solve, time, reason);
        record.SolveTime = time;
    }

    public void Reopen(Timestamp time, string reason)
    {
        Turn(CaseVerb.Reopen, time, reason);
        record.SolveTime = null;
    }

    public void Transfer(string toUnit, Timestamp time, string reason)
    {
        CaseVerb.Transfer.Require(record);
        if (toUnit == record.Unit)
            throw Refusals.RuleBroken("A case is transferred to another unit than the one that has it.");
        if (record.Transfers.Count == MaxTransfers)
            throw Refusals.RuleBroken($"A case is transferred at most {MaxTransfers} times.");
        var transfer = new CaseTransfer
        {
            FromUnit = record.Unit,
            ToUnit = toUnit,
            TransferTime = time,
            Reason = reason,
            StateBefore = record.State,
        };
        Turn(CaseVerb.Transfer, time, reason);
        record.Transfers.Add(transfer);
    }

    public void AcceptTransfer(Timestamp time, string reason)
    {
        var transfer = Answer("accepted", TransferOutcome.Accepted, time, reason);
        record.Unit = transfer.ToUnit;
    }

    public void RefuseTransfer(Timestamp time, string reason) => Answer("refused", TransferOutcome.Refused, time, reason);

    private CaseTransfer Answer(string done, TransferOutcome outcome, Timestamp time, string reason)
    {
        CaseVerb.AnswerTransfer.Require(record);
        var transfer = record.Transfers[^1];
        if (time < transfer.TransferTime)
            throw Refusals.RuleBroken("A transfer cannot be answered before it was made.");
        TurnTo(transfer.StateBefore, done, time, reason);
        (transfer.Outcome, transfer.AnswerTime, transfer.AnswerReason) = (outcome, time, reason);
        return transfer;
    }

    private void TurnTo(CaseState state, string done, Timestamp time, string reason)
    {
        if (time < (record.RegisterTime ?? record.ReportTime))
            throw Refusals.RuleBroken($"A case cannot be {done} before the time at which it was {(record.RegisterTime is null ? "reported" : "registered")}.");
        record.State = state;
        record.Turns.Add(new CaseTurn { State = state, TurnTime = time, Reason = reason });
    }
}
