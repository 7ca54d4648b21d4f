using Border.Persons.V1;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Zones;

/// <summary>By what a claim of identity is found when people type it.</summary>
internal static class ClaimTerms
{
    /// <summary>The numbers of the documents of an identity.</summary>
    public static IEnumerable<string> NumbersOf(Identity? identity) => identity?.Claims.Select(claim => claim.Document?.Number ?? "") ?? [];

    public static IEnumerable<SearchTerm> Of(IdentityClaim claim)
    {
        yield return SearchTerm.Words($"{claim.FamilyName} {claim.GivenNames} {claim.LatinName}");
        // A Chinese name is typed in one word.
        yield return SearchTerm.Words($"{claim.FamilyName}{claim.GivenNames}");
        if (claim.Document is { } document)
            yield return SearchTerm.Identifier(document.Number);
    }
}
