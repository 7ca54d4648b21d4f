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

    /// <summary>By document and by the whole name with the year of birth.</summary>
    public const string Few = "DN";

    /// <summary>Also by the name with month and day, and by each word of it with the day of birth.</summary>
    public const string All = "DNMW";

    public static IEnumerable<IndexKey> Stored(MatchProfile profile, string kinds, SearchTokens tokens, string field = Field) =>
        Hashed(Keys(profile, isQuery: false).Where(key => kinds.Contains(key[0], StringComparison.Ordinal)), tokens).Select(token => IndexKey.Token(field, token));

    /// <summary>What to look for so as to find whatever is like this.</summary>
    public static IReadOnlyList<string> Wanted(MatchProfile profile, SearchTokens tokens) => [.. Hashed(Keys(profile, isQuery: true), tokens)];

    private static IEnumerable<string> Hashed(IEnumerable<string> keys, SearchTokens tokens) =>
        keys.Distinct(StringComparer.Ordinal).SelectMany(tokens.OfIdentifier);

    private static IEnumerable<string> Keys(MatchProfile profile, bool isQuery) =>
    [
        .. profile.Documents.Select(document => $"D{document.Number}"),
        .. from name in profile.Names
           from date in profile.BirthDates
           from key in OfNameAndDate(name, date, isQuery)
           select key,
    ];

    private static IEnumerable<string> OfNameAndDate(IReadOnlyList<string> name, BirthDate date, bool isQuery)
    {
        var sounds = name.Select(NameWords.Sound).ToList();
        var sound = NameWords.SoundOf(sounds);
        var reach = date.IsEstimated ? BirthDate.EstimateYears : 0;
        for (var year = date.Year - reach; year <= date.Year + reach; year++)
            yield return string.Create(CultureInfo.InvariantCulture, $"N{sound}{year}");
        if (!date.IsWhole)
            yield break;
        yield return $"M{sound}{date.Text[5..]}";
        foreach (var ofWord in sounds)
        {
            yield return $"W{ofWord}{date.Text}";
            if (isQuery)
                yield return $"W{ofWord}{date.Swapped}";
        }
    }
}
