using System.Globalization;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Type.V1;

namespace Border.Persons.Matching;

/// <summary>Stores what was found, once for each pair and score.</summary>
internal static class MatchProposals
{
    public static async Task ProposeAsync(RecordWork work, string record, string other, MatchScore score, string actor, CancellationToken ct)
    {
        var name = MatchRecord.NameOf(record, other);
        // The same pair with the same score is the same request, whoever finds it and however often.
        var id = string.Create(CultureInfo.InvariantCulture, $"m-{name.AsSpan(name.IndexOf('/', StringComparison.Ordinal) + 1)}-{score.Value}");
        var call = new WriteCall(new ProposeMatchRequest { Name = name, Score = score.Value, RequestId = id }, actor);
        try
        {
            await work.RunAsync(call, MatchRegister.Kind, session => CarryOutAsync(session, name, record, other, score), ct);
        }
        catch (RefusalException refusal) when (refusal.Reason == ErrorReason.WrongState)
        {
            // It was decided, or proposed with a higher score.
        }
    }

    private static async Task<MatchCandidate> CarryOutAsync(RecordSession session, string name, string record, string other, MatchScore score)
    {
        var candidate = await session.FindAsync(MatchRegister.Kind, name);
        if (candidate is null)
            candidate = MatchRecord.New(record, other, score, session.Time);
        else if (!MatchRecord.Propose(candidate, score, session.Time))
            throw Refusals.WrongState(name, MatchRecord.StateWord(candidate.State), "proposed");
        session.Save(MatchRegister.Kind, candidate, "proposed");
        return candidate;
    }
}
