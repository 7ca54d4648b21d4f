using Border.Persons.V1;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Matching;

/// <summary>An identity as it is compared, with the keys by which whatever is like it is found.</summary>
/// <param name="Documents">The keys of its documents.</param>
/// <param name="Names">The keys of its names and birth dates, which very many may share.</param>
internal sealed record MatchSearch(MatchProfile Profile, IReadOnlyList<string> Documents, IReadOnlyList<string> Names)
{
    public IReadOnlyList<string> Keys { get; } = [.. Documents, .. Names];

    public static MatchSearch Of(Identity? identity, SearchTokens tokens)
    {
        var profile = MatchProfile.Of(identity);
        return new(profile, BlockingKeys.WantedDocuments(profile, tokens), BlockingKeys.WantedNames(profile, tokens));
    }
}
