using Border.Persons.V1;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Matching;

/// <summary>An identity as it is compared, with the keys by which whatever is like it is found.</summary>
internal sealed record MatchSearch(MatchProfile Profile, IReadOnlyList<string> Keys)
{
    public static MatchSearch Of(Identity? identity, SearchTokens tokens)
    {
        var profile = MatchProfile.Of(identity);
        return new(profile, BlockingKeys.Wanted(profile, tokens));
    }
}
