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
        List<DocumentClaim> documents = [];
        List<IReadOnlyList<string>> names = [];
        List<string> chineseNames = [];
        List<BirthDate> birthDates = [];
        HashSet<string> nationalities = [];
        HashSet<Sex> sexes = [];
        foreach (var claim in identity?.Claims ?? [])
        {
            if (claim.Document is not null && DocumentClaim.Of(claim.Document) is { Number.Length: > 0 } document && !documents.Contains(document))
                documents.Add(document);
            AddName(names, $"{claim.FamilyName} {claim.GivenNames}");
            AddName(names, claim.LatinName);
            if (SearchWords.Whole(claim.FamilyName + claim.GivenNames) is var written && SearchWords.IsHan(written) && !chineseNames.Contains(written))
                chineseNames.Add(written);
            if (claim.BirthDate.Length > 0 && new BirthDate(claim.BirthDate, claim.BirthDateEstimated) is var birthDate && !birthDates.Contains(birthDate))
                birthDates.Add(birthDate);
            if (claim.Nationality.Length > 0)
                nationalities.Add(claim.Nationality);
            if (claim.Sex is Sex.Female or Sex.Male)
                sexes.Add(claim.Sex);
        }

        return new(documents, names, chineseNames, birthDates, nationalities, sexes);
    }

    private static void AddName(List<IReadOnlyList<string>> names, string name)
    {
        var words = NameWords.In(name);
        if (words.Count > 0 && !names.Exists(words.SequenceEqual))
            names.Add(words);
    }
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
