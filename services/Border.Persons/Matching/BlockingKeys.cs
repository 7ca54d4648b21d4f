using System.Globalization;
using Border.ServiceDefaults.Search;
using Border.Storage;

namespace Border.Persons.Matching;

/// <summary>
/// The keys by which records that may be alike find each other: few records share one, so that a million are not compared
/// with each other. What is stored of a record and what is looked for differ where a date is not exact.
/// </summary>
internal static class BlockingKeys
{
    public const string Field = "match";

    /// <summary>The field of records that are not to be matched, for it is known who they are about, but watched.</summary>
    public const string KnownField = "match_known";

    /// <summary>By document, by the whole name with the year of birth, and with month and day, and by each word of it with the day of birth.</summary>
    public static IEnumerable<IndexKey> Stored(MatchProfile profile, SearchTokens tokens) =>
        Hashed(Stored(profile, isFew: false), tokens).Select(token => IndexKey.Token(Field, token));

    /// <summary>
    /// By document and by the whole name with the year of birth only: each key is a row of an index that every interception would pay for.
    /// An interception looks by all keys, so that one whose name or year is another in part is found when it comes last.
    /// </summary>
    public static IEnumerable<IndexKey> StoredFew(MatchProfile profile, SearchTokens tokens, string field) =>
        Hashed(Stored(profile, isFew: true), tokens).Select(token => IndexKey.Token(field, token));

    /// <summary>The documents to look for so as to find whatever has one of them.</summary>
    public static IReadOnlyList<string> WantedDocuments(MatchProfile profile, SearchTokens tokens) => [.. Hashed(Documents(profile), tokens)];

    /// <summary>What else to look for so as to find whatever is like this.</summary>
    public static IReadOnlyList<string> WantedNames(MatchProfile profile, SearchTokens tokens) =>
        [.. Hashed(Names(profile, isFew: false, isQuery: true), tokens)];

    private static IEnumerable<string> Hashed(IEnumerable<string> keys, SearchTokens tokens) => keys.SelectMany(tokens.OfIdentifier);

    private static IEnumerable<string> Stored(MatchProfile profile, bool isFew) =>
        Documents(profile).Concat(Names(profile, isFew, isQuery: false));

    private static IEnumerable<string> Documents(MatchProfile profile) =>
        profile.Documents.Select(document => $"D{document.Number}").Distinct();

    private static HashSet<string> Names(MatchProfile profile, bool isFew, bool isQuery)
    {
        HashSet<string> keys = [];
        foreach (var name in profile.Names)
        {
            var sounds = name.Select(NameWords.Sound).ToList();
            foreach (var date in profile.BirthDates)
                AddNameAndDate(keys, sounds, date, isFew, isQuery);
        }

        return keys;
    }

    private static void AddNameAndDate(HashSet<string> keys, List<string> sounds, BirthDate date, bool isFew, bool isQuery)
    {
        var sound = NameWords.SoundOf(sounds);
        var reach = date.IsEstimated ? BirthDate.EstimateYears : 0;
        for (var year = date.Year - reach; year <= date.Year + reach; year++)
            keys.Add(string.Create(CultureInfo.InvariantCulture, $"N{sound}{year}"));
        if (!date.IsWhole || isFew)
            return;
        keys.Add($"M{sound}{date.Text[5..]}");
        foreach (var ofWord in sounds)
        {
            keys.Add($"W{ofWord}{date.Text}");
            if (isQuery)
                keys.Add($"W{ofWord}{date.Swapped}");
        }
    }
}
