using System.Collections.Frozen;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Patrols;

/// <summary>What an officer may do with a patrol.</summary>
internal enum PatrolVerb
{
    Start,
    Pause,
    Resume,
    ChangeLeg,
    AmendLeg,
    Observe,
    AttachToObservation,
    AmendObservation,
    VoidObservation,
    End,
    Amend,
    Cancel,
    Void,
}

/// <summary>In which states a verb is allowed, and which state it leads to: the whole life of a patrol in one table.</summary>
internal static class PatrolTurns
{
    private static readonly PatrolState[] Out = [PatrolState.UnderWay, PatrolState.Paused];
    private static readonly PatrolState[] Gone = [.. Out, PatrolState.Ended];
    private static readonly PatrolState[] Living = [PatrolState.Planned, .. Gone];

    private static readonly FrozenDictionary<PatrolVerb, Turn> Table = new Dictionary<PatrolVerb, Turn>
    {
        [PatrolVerb.Start] = new([PatrolState.Planned], PatrolState.UnderWay, "started"),
        [PatrolVerb.Pause] = new([PatrolState.UnderWay], PatrolState.Paused, "paused"),
        [PatrolVerb.Resume] = new([PatrolState.Paused], PatrolState.UnderWay, "resumed"),
        [PatrolVerb.ChangeLeg] = new(Out, null, "given another leg"),
        [PatrolVerb.AmendLeg] = new(Gone, null, "amended in a leg"),
        [PatrolVerb.Observe] = new(Gone, null, "given an observation"),
        [PatrolVerb.AttachToObservation] = new(Gone, null, "given an attachment"),
        [PatrolVerb.AmendObservation] = new(Gone, null, "amended in an observation"),
        [PatrolVerb.VoidObservation] = new(Gone, null, "rid of an observation"),
        [PatrolVerb.End] = new(Out, PatrolState.Ended, "ended"),
        [PatrolVerb.Amend] = new(Living, null, "amended"),
        [PatrolVerb.Cancel] = new([PatrolState.Planned], PatrolState.Cancelled, "cancelled"),
        [PatrolVerb.Void] = new([.. Living, PatrolState.Cancelled], PatrolState.Void, "voided"),
    }.ToFrozenDictionary();

    /// <summary>Whether a unit is out on it now.</summary>
    public static bool IsOut(PatrolState state) => Out.Contains(state);

    /// <summary>Whether it is out, or was and is back.</summary>
    public static bool HasStarted(PatrolState state) => Gone.Contains(state);

    /// <returns>The state after the verb.</returns>
    /// <exception cref="RefusalException">The present state does not allow the verb.</exception>
    public static PatrolState Demand(Patrol record, PatrolVerb verb)
    {
        var turn = Table[verb];
        return turn.From.Contains(record.State)
            ? turn.To ?? record.State
            : throw Refusals.WrongState(record.Name, Word(record.State), turn.Participle);
    }

    /// <summary>The state as a message to an officer says it.</summary>
    public static string Word(PatrolState state) => state switch
    {
        PatrolState.Planned => "planned",
        PatrolState.UnderWay => "under way",
        PatrolState.Paused => "paused",
        PatrolState.Ended => "ended",
        PatrolState.Cancelled => "cancelled",
        PatrolState.Void => "void",
        _ => "in no state",
    };

    /// <param name="To">Null when the state stays.</param>
    private sealed record Turn(PatrolState[] From, PatrolState? To, string Participle);
}
