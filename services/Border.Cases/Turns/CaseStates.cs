using Border.Cases.V1;

namespace Border.Cases.Turns;

internal static class CaseStates
{
    /// <summary>The state as a message to an officer says it.</summary>
    public static string Word(CaseState state) => state switch
    {
        CaseState.Reported => "reported",
        CaseState.Dismissed => "dismissed",
        CaseState.Registered => "registered",
        CaseState.UnderInvestigation => "under investigation",
        CaseState.Suspended => "suspended",
        CaseState.Transferred => "transferred",
        CaseState.Solved => "solved",
        CaseState.Referred => "referred for prosecution",
        CaseState.Concluded => "concluded",
        CaseState.Closed => "closed",
        CaseState.Merged => "merged into another",
        CaseState.Void => "void",
        _ => "in no state",
    };
}
