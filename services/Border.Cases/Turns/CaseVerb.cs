using Border.Cases.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Cases.Turns;

/// <summary>Something that may be done to a case in certain states, and the state that it turns to then.</summary>
/// <param name="Done">What is done, as a participle that follows "cannot be".</param>
/// <param name="From">The states in which it may be done.</param>
/// <param name="To">Null when the state stays, or depends on what was before.</param>
internal sealed record CaseVerb(string Done, CaseState[] From, CaseState? To = null)
{
    /// <summary>A registered case whose facts may still be changed.</summary>
    private static readonly CaseState[] Open =
    [
        CaseState.Registered, CaseState.UnderInvestigation, CaseState.Suspended, CaseState.Transferred, CaseState.Solved,
        CaseState.Referred, CaseState.Concluded,
    ];

    public static readonly CaseVerb RegisterReported = new("registered", [CaseState.Reported, CaseState.Dismissed], CaseState.Registered);

    public static readonly CaseVerb Dismiss = new("dismissed", [CaseState.Reported], CaseState.Dismissed);

    public static readonly CaseVerb OpenInvestigation =
        new("put under investigation", [CaseState.Registered], CaseState.UnderInvestigation);

    public static readonly CaseVerb Suspend = new("suspended", [CaseState.UnderInvestigation], CaseState.Suspended);

    public static readonly CaseVerb Resume = new("resumed", [CaseState.Suspended], CaseState.UnderInvestigation);

    public static readonly CaseVerb Transfer =
        new("transferred", [CaseState.Registered, CaseState.UnderInvestigation, CaseState.Suspended], CaseState.Transferred);

    /// <summary>Back to the state of before, in another unit or in the same.</summary>
    public static readonly CaseVerb AnswerTransfer = new("accepted or refused by another unit", [CaseState.Transferred]);

    public static readonly CaseVerb Solve = new("solved", [CaseState.UnderInvestigation], CaseState.Solved);

    public static readonly CaseVerb Refer = new("referred", [CaseState.UnderInvestigation, CaseState.Solved], CaseState.Referred);

    public static readonly CaseVerb Conclude = new("concluded", [CaseState.Referred], CaseState.Concluded);

    public static readonly CaseVerb Close =
        new("closed", [CaseState.Registered, CaseState.UnderInvestigation, CaseState.Concluded], CaseState.Closed);

    public static readonly CaseVerb Reopen =
        new("reopened", [CaseState.Concluded, CaseState.Closed], CaseState.UnderInvestigation);

    public static readonly CaseVerb Void =
        new("voided", [CaseState.Reported, CaseState.Dismissed, .. Open, CaseState.Closed], CaseState.Void);

    public static readonly CaseVerb Amend = new("amended", [CaseState.Reported, .. Open]);

    public static readonly CaseVerb RecordArrest = new("given an arrest", Open);

    public static readonly CaseVerb WithdrawArrest = new("relieved of an arrest", [.. Open, CaseState.Closed]);

    public static readonly CaseVerb Release = new("changed by a release", Open);

    public static readonly CaseVerb ChangeSuspects = new("given or relieved of suspects", Open);

    public static readonly CaseVerb ChangeWarrants = new("given or relieved of warrants", Open);

    public static readonly CaseVerb RecordOutcome =
        new("given an outcome in court", [CaseState.Referred, CaseState.Concluded, CaseState.Closed]);

    public static readonly CaseVerb Reclassify = new("classified anew", Open);

    public static readonly CaseVerb Link = new("linked or unlinked", [CaseState.Reported, .. Open, CaseState.Closed]);

    public static readonly CaseVerb TakeIn = new("given what belongs to a duplicate", [.. Open.Except([CaseState.Transferred])]);

    public static readonly CaseVerb Merge =
        new("merged into another", [.. Open.Except([CaseState.Transferred]), CaseState.Closed], CaseState.Merged);

    public static readonly CaseVerb Split = new("split", [.. Open.Except([CaseState.Transferred])]);

    public static readonly CaseVerb Assign = new("assigned", [CaseState.Reported, .. Open]);

    public static readonly CaseVerb Restrict =
        new("restricted or opened to all", [CaseState.Reported, CaseState.Dismissed, .. Open, CaseState.Closed]);

    public static readonly CaseVerb SetTask = new("given a task", [CaseState.Reported, CaseState.Dismissed, .. Open, CaseState.Closed]);

    public static readonly CaseVerb AddEvidence = new("given evidence", [CaseState.Reported, .. Open]);

    public static readonly CaseVerb WithdrawEvidence = new("relieved of evidence", [CaseState.Reported, .. Open, CaseState.Closed]);

    public static readonly CaseVerb Correct = new("corrected", [CaseState.Reported, .. Open, CaseState.Closed]);

    public void Require(Case record)
    {
        if (!From.Contains(record.State))
            throw Refusals.WrongState(record.Name, CaseStates.Word(record.State), Done);
    }
}
