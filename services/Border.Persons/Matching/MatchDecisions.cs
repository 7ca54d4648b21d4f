using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Persons.Matching;

/// <summary>What merges say of candidates, and candidates of merges, in the commit of the merge.</summary>
internal static class MatchDecisions
{
    /// <exception cref="RefusalException">RULE_BROKEN: it was decided that they are not the same.</exception>
    public static async Task MergedAsync(RecordSession session, string duplicate, string survivor, string reason)
    {
        if (await session.FindAsync(MatchRegister.Kind, MatchRecord.NameOf(duplicate, survivor)) is not { } candidate)
            return;
        if (candidate.State == MatchState.Rejected)
            throw Refusals.RuleBroken($"It was decided that {duplicate} and {survivor} are not the same person. Confirm the match first.");
        if (candidate.State == MatchState.Confirmed)
            return;
        MatchRecord.Decide(candidate, MatchState.Confirmed, reason);
        session.Save(MatchRegister.Kind, candidate, "confirmed", reason, MatchRecord.PairOf(candidate));
    }

    public static async Task UnmergedAsync(RecordSession session, string duplicate, string parent, string reason)
    {
        var name = MatchRecord.NameOf(duplicate, parent);
        var candidate = await session.FindAsync(MatchRegister.Kind, name) ?? MatchRecord.New(duplicate, parent, new(0, []), session.Time);
        if (candidate.State == MatchState.Rejected)
            return;
        MatchRecord.Decide(candidate, MatchState.Rejected, reason);
        session.Save(MatchRegister.Kind, candidate, "rejected", reason, MatchRecord.PairOf(candidate));
    }
}
