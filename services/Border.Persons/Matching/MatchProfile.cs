using Border.Persons.V1;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Matching;

/// <summary>What all claims about a person come to, as it is compared.</summary>
internal sealed record MatchProfile(
    IReadOnlyList<DocumentClaim> Documents,
    IReadOnlyList<IReadOnlyList<string>> Names,
    IReadOnlyList<string> ChineseNames,
    IReadOnlyList<BirthDate> BirthDates,
    IReadOnlySet<string> Nationalities,
    IReadOnlySet<Sex> Sexes)
{
    public static MatchProfile Of(Identity? identity)
    {
        var claims = identity?.Claims ?? [];
        return new(
            [.. claims.Where(claim => claim.Document is not null).Select(claim => DocumentClaim.Of(claim.Document)).Where(document => document.Number.Length > 0).Distinct()],
            [.. claims.SelectMany(NamesIn).Select(NameWords.In).Where(words => words.Count > 0).DistinctBy(words => string.Join(' ', words))],
            [.. claims.Select(claim => SearchWords.Whole(claim.FamilyName + claim.GivenNames)).Where(SearchWords.IsHan).Distinct()],
            [.. claims.Where(claim => claim.BirthDate.Length > 0).Select(claim => new BirthDate(claim.BirthDate, claim.BirthDateEstimated)).Distinct()],
            claims.Select(claim => claim.Nationality).Where(code => code.Length > 0).ToHashSet(StringComparer.Ordinal),
            claims.Select(claim => claim.Sex).Where(sex => sex is Sex.Female or Sex.Male).ToHashSet());
    }

    private static string[] NamesIn(IdentityClaim claim) => [$"{claim.FamilyName} {claim.GivenNames}", claim.LatinName];
}

/// <summary>A document as it is compared.</summary>
/// <param name="Number">Letters and digits only.</param>
/// <param name="Issuer">Empty when it is not known.</param>
internal readonly record struct DocumentClaim(DocumentType Type, string Number, string Issuer)
{
    public static DocumentClaim Of(IdentityDocument document) =>
        new(document.Type, SearchWords.Whole(document.Number), document.IssuingCountry);

    public bool IsSame(DocumentClaim other) =>
        Type == other.Type && Number == other.Number && (Issuer == other.Issuer || Issuer.Length == 0 || other.Issuer.Length == 0);
}
