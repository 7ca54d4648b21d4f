using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Matching;

/// <summary>A pair of records that may be of one person. A pair has one record ever, so that a decision is remembered.</summary>
internal static class MatchRecord
{
    public const string Collection = "match-candidates";

    /// <summary>The name that the pair's record has, whichever is named first.</summary>
    public static string NameOf(string record, string other)
    {
        var (first, second) = Ordered(record, other);
        return $"{Collection}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{first} {second}")).AsSpan(0, 16))}";
    }

    /// <summary>The two records that it is about, with either of which goes what is said of both.</summary>
    public static string[] PairOf(MatchCandidate candidate) => [candidate.First, candidate.Second];

    public static MatchCandidate New(string record, string other, MatchScore score, DateTimeOffset time)
    {
        var (first, second) = Ordered(record, other);
        var candidate = new MatchCandidate { Name = NameOf(record, other), State = MatchState.Pending, First = first, Second = second };
        Score(candidate, score, time);
        return candidate;
    }

    /// <summary>Proposes it anew when it is pending and has become more likely.</summary>
    /// <returns>Whether it has.</returns>
    public static bool Propose(MatchCandidate candidate, MatchScore score, DateTimeOffset time)
    {
        if (candidate.State != MatchState.Pending || score.Value <= candidate.Score)
            return false;
        Score(candidate, score, time);
        return true;
    }

    public static void Decide(MatchCandidate candidate, MatchState decision, string reason)
    {
        if (candidate.State == decision)
            throw Refusals.WrongState(candidate.Name, StateWord(decision), StateWord(decision));
        candidate.State = decision;
        candidate.DecisionReason = reason;
    }

    public static string StateWord(MatchState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void Score(MatchCandidate candidate, MatchScore score, DateTimeOffset time)
    {
        candidate.Score = score.Value;
        candidate.Reasons.Clear();
        candidate.Reasons.Add(score.Reasons);
        candidate.ProposeTime = Timestamp.FromDateTimeOffset(time);
    }

    private static (string First, string Second) Ordered(string record, string other) =>
        string.CompareOrdinal(record, other) < 0 ? (record, other) : (other, record);
}
