using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Suspects;

/// <summary>The warrants of a case.</summary>
internal sealed class CaseWarrants(Case record)
{
    public const int Max = 1000;

    public void Issue(Warrant sent)
    {
        CaseVerb.ChangeWarrants.Require(record);
        if (record.Warrants.Any(warrant => warrant.Id == sent.Id))
            throw Refusals.RecordExists(NameOf(sent.Id));
        if (record.Warrants.Count == Max)
            throw Refusals.RuleBroken($"A case holds at most {Max} warrants.");
        if (sent.ExpireTime is not null && sent.ExpireTime <= sent.IssueTime)
            throw Refusals.RuleBroken("A warrant expires after it was issued.");
        if (sent.SuspectId.Length > 0)
            new CaseSuspects(record).RequireSuspected(sent.SuspectId);
        else if (sent.Kind != WarrantKind.Search)
            throw Refusals.RuleBroken("Only a warrant for a search may be against nobody.");
        var warrant = sent.Clone();
        (warrant.State, warrant.EndTime, warrant.WithdrawReason) = (WarrantState.Outstanding, null, "");
        record.Warrants.Add(warrant);
    }

    public void Execute(string id, Timestamp time)
    {
        CaseVerb.ChangeWarrants.Require(record);
        var warrant = Outstanding(id, "executed");
        if (warrant.ExpireTime is not null && time > warrant.ExpireTime)
            throw Refusals.RuleBroken("A warrant cannot be executed after it expired.");
        End(warrant, WarrantState.Executed, time);
    }

    /// <summary>The arrest is what the warrant was for: they name the same suspect, if any.</summary>
    public void ExecuteByArrest(Arrest arrest)
    {
        var warrant = Outstanding(arrest.WarrantId, "executed");
        if (warrant.Kind == WarrantKind.Search)
            throw Refusals.RuleBroken("Nobody is arrested on a warrant for a search.");
        if (warrant.SuspectId != arrest.SuspectId)
            throw Refusals.RuleBroken("An arrest on a warrant is of the suspect whom the warrant is against.");
        Execute(warrant.Id, arrest.ArrestTime);
    }

    public Warrant Withdraw(string id, Timestamp time, string reason)
    {
        CaseVerb.ChangeWarrants.Require(record);
        var warrant = Outstanding(id, "withdrawn");
        End(warrant, WarrantState.Withdrawn, time);
        warrant.WithdrawReason = reason;
        return warrant;
    }

    private static void End(Warrant warrant, WarrantState state, Timestamp time)
    {
        if (time < warrant.IssueTime)
            throw Refusals.RuleBroken("A warrant cannot be executed or withdrawn before it was issued.");
        (warrant.State, warrant.EndTime) = (state, time);
    }

    private Warrant Outstanding(string id, string verb)
    {
        var warrant = record.Warrants.FirstOrDefault(warrant => warrant.Id == id) ?? throw Refusals.NotFound(NameOf(id));
        if (warrant.State != WarrantState.Outstanding)
            throw Refusals.WrongState(NameOf(id), warrant.State == WarrantState.Executed ? "executed" : "withdrawn", verb);
        return warrant;
    }

    private string NameOf(string id) => $"{record.Name}/warrants/{id}";
}
