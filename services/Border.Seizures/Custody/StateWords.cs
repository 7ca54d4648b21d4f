using Border.Seizures.V1;

namespace Border.Seizures.Custody;

/// <summary>The states of exhibits in words.</summary>
internal static class StateWords
{
    public static string Of(ExhibitState state) => state switch
    {
        ExhibitState.InCustody => "in custody",
        ExhibitState.Offered => "offered",
        ExhibitState.UsedUp => "used up",
        ExhibitState.Destroyed => "destroyed",
        ExhibitState.Returned => "given back",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
