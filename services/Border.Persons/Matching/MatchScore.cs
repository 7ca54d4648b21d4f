using Border.Persons.V1;

namespace Border.Persons.Matching;

/// <summary>How alike two profiles are, and why.</summary>
/// <param name="Value">From 0 to 1.</param>
internal sealed record MatchScore(double Value, IReadOnlyList<MatchReason> Reasons)
{
    /// <summary>From here on a pair is worth somebody's look.</summary>
    public const double Worthwhile = 0.8;

    // What a part is worth of which one of the two says nothing.
    private const double NotKnown = 0.4;
    private const double NameWeight = 0.5;
    private const double BirthWeight = 0.35;
    private const double NationalityWeight = 0.15;
    // The name and birth date of another on one document: it may have been handed on.
    private const double DocumentBase = 0.85;
    private const double SimilarName = 0.75;
    private const double OtherChineseName = 0.85;
    private const double OtherSex = 0.7;

    public static MatchScore Of(MatchProfile one, MatchProfile other)
    {
        List<MatchReason> reasons = [];
        var isDocument = one.Documents.Any(document => other.Documents.Any(document.IsSame));
        if (isDocument)
            reasons.Add(MatchReason.DocumentSame);
        var name = Name(one, other, reasons);
        var rest = (BirthWeight * Birth(one, other, reasons)) + (NationalityWeight * Nationality(one, other, reasons));
        var claims = (name * NameWeight) + rest;
        if (one.Sexes.Count > 0 && other.Sexes.Count > 0 && !one.Sexes.Overlaps(other.Sexes))
        {
            reasons.Add(MatchReason.SexDifferent);
            claims *= OtherSex;
        }

        if (isDocument)
            return new(Rounded(DocumentBase + ((1 - DocumentBase) * claims)), reasons);
        return new(name < SimilarName ? 0 : Rounded(claims), reasons);
    }

    private static double Name(MatchProfile one, MatchProfile other, List<MatchReason> reasons)
    {
        if (one.Names.Count == 0 || other.Names.Count == 0)
            return NotKnown;
        var likeness = one.Names.SelectMany(_ => other.Names, NameLikeness.Of).Max();
        // Many Chinese names sound the same and are written otherwise.
        if (one.ChineseNames.Count > 0 && other.ChineseNames.Count > 0 && !one.ChineseNames.Intersect(other.ChineseNames).Any())
            likeness *= OtherChineseName;
        reasons.Add(likeness >= 1 ? MatchReason.NameSame : likeness >= SimilarName ? MatchReason.NameSimilar : MatchReason.NameDifferent);
        return likeness;
    }

    private static double Birth(MatchProfile one, MatchProfile other, List<MatchReason> reasons)
    {
        if (one.BirthDates.Count == 0 || other.BirthDates.Count == 0)
            return NotKnown;
        var (likeness, reason) = one.BirthDates.SelectMany(_ => other.BirthDates, BirthDate.Compare).MaxBy(pair => pair.Likeness);
        reasons.Add(reason);
        return likeness;
    }

    private static double Nationality(MatchProfile one, MatchProfile other, List<MatchReason> reasons)
    {
        if (one.Nationalities.Count == 0 || other.Nationalities.Count == 0)
            return NotKnown;
        var isSame = one.Nationalities.Overlaps(other.Nationalities);
        reasons.Add(isSame ? MatchReason.NationalitySame : MatchReason.NationalityDifferent);
        return isSame ? 1 : 0;
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}
