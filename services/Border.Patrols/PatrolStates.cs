using Border.Patrols.V1;

namespace Border.Patrols;

internal static class PatrolStates
{
    /// <summary>The state as a message to an officer says it.</summary>
    public static string Word(PatrolState state) => state switch
    {
        PatrolState.Planned => "planned",
        PatrolState.UnderWay => "under way",
        PatrolState.Ended => "ended",
        PatrolState.Void => "void",
        _ => "in no state",
    };
}
