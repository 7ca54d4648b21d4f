using Border.Persons.Matching;
using Border.Persons.V1;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Tests.Matching;

public sealed class MatchScoreTests
{
    private static readonly SearchTokens Tokens = new([]);

    [Theory]
    // Script and transliteration, order, particles, parting, spelling.
    [InlineData("王小明", "1990-02-14", "WANG XIAOMING", "1990-02-14")]
    [InlineData("Иванов Сергей", "1990-02-14", "SERGEY IVANOV", "1990-02-14")]
    [InlineData("Nguyễn Văn An", "1990-02-14", "NGUYEN VAN AN", "1990-02-14")]
    [InlineData("MOHAMMED AL HASSAN", "1990-02-14", "Hassan Muhammad", "1990-02-14")]
    [InlineData("KIM CHOL SU", "1990-02-14", "Kim Cholsu", "1990-02-14")]
    [InlineData("JOHANSON PETER", "1990-02-14", "Johansson Peter", "1990-02-14")]
    // Birth dates.
    [InlineData("LI INVENTED", "1990", "LI INVENTED", "1990-02-14")]
    [InlineData("LI INVENTED", "1990-02", "LI INVENTED", "1990-02-14")]
    [InlineData("LI INVENTED", "1990-02-04", "LI INVENTED", "1990-04-02")]
    [InlineData("LI INVENTED", "1980-02-14", "LI INVENTED", "1990-02-14")]
    public void Of_OnePersonWrittenInTwoWays_IsWorthwhileAndFoundByItsKeys(string name, string birth, string otherName, string otherBirth)
    {
        var (one, other) = (Profile(Claim(name, birth)), Profile(Claim(otherName, otherBirth)));

        Assert.InRange(MatchScore.Of(one, other).Value, MatchScore.Worthwhile, 1);
        Assert.Equal(MatchScore.Of(one, other).Value, MatchScore.Of(other, one).Value);
        Assert.True(Finds(one, other), "The one does not find the other.");
        Assert.True(Finds(other, one), "The other does not find the one.");
    }

    [Theory]
    [InlineData("LI INVENTED", "1990-02-14", "ZHAO OTHERWISE", "1990-02-14")]
    [InlineData("LI INVENTED", "1990-02-14", "LI INVENTED", "1991-03-15")]
    [InlineData("LI INVENTED", "1990", "LI INVENTED", "1991")]
    [InlineData("LI INVENTED", "", "LI INVENTED", "1990-02-14")]
    [InlineData("", "1990-02-14", "LI INVENTED", "1990-02-14")]
    public void Of_TwoPersons_IsNot(string name, string birth, string otherName, string otherBirth) =>
        Assert.InRange(MatchScore.Of(Profile(Claim(name, birth)), Profile(Claim(otherName, otherBirth))).Value, 0, MatchScore.Worthwhile - 0.001);

    [Fact]
    public void Of_TheSameClaim_IsOneWithItsReasons()
    {
        var claim = Claim("LI INVENTED", "1990-02-14");

        var score = MatchScore.Of(Profile(claim), Profile(claim.Clone()));

        Assert.Equal(1, score.Value);
        Assert.Equal([MatchReason.NameSame, MatchReason.BirthDateSame, MatchReason.NationalitySame], score.Reasons);
    }

    [Theory]
    [InlineData("1990-02-04", MatchReason.BirthDateSwapped)]
    [InlineData("1990-04-12", MatchReason.BirthDateSimilar)]
    [InlineData("1990", MatchReason.BirthDateCompatible)]
    [InlineData("1991-04-03", MatchReason.BirthDateDifferent)]
    public void Of_BirthDates_SayWhy(string birth, MatchReason reason) =>
        Assert.Contains(reason, MatchScore.Of(Profile(Claim("LI INVENTED", "1990-04-02")), Profile(Claim("LI INVENTED", birth))).Reasons);

    [Theory]
    [InlineData("1992", true)]
    [InlineData("1993", false)]
    public void Of_EstimatedBirth_ReachesTwoYears(string birth, bool isWorthwhile)
    {
        var estimated = Claim("LI INVENTED", birth);
        estimated.BirthDateEstimated = true;
        var (one, other) = (Profile(estimated), Profile(Claim("LI INVENTED", "1990-02-14")));

        Assert.Equal(isWorthwhile, MatchScore.Of(one, other).Value >= MatchScore.Worthwhile);
        Assert.Equal((isWorthwhile, isWorthwhile), (Finds(one, other), Finds(other, one)));
    }

    [Fact]
    public void Of_OneDocumentAndNothingElseAlike_IsStillACandidate()
    {
        var (one, other) = (Claim("LI INVENTED", "1990-02-14"), Claim("ZHAO OTHERWISE", "1970-01-01"));
        (one.Document, other.Document) = (Passport("ab 12-34", "VNM"), Passport("AB1234", ""));

        var score = MatchScore.Of(Profile(one), Profile(other));

        Assert.InRange(score.Value, MatchScore.Worthwhile, 0.99);
        Assert.Equal(
            [MatchReason.DocumentSame, MatchReason.NameDifferent, MatchReason.BirthDateDifferent, MatchReason.NationalitySame], score.Reasons);
        Assert.True(Finds(Profile(one), Profile(other)));
    }

    [Theory]
    [InlineData("AB1234", "CHN", DocumentType.Passport)]
    [InlineData("AB1234", "VNM", DocumentType.IdentityCard)]
    [InlineData("AB1235", "VNM", DocumentType.Passport)]
    public void Of_AnotherDocument_IsNone(string number, string issuer, DocumentType type)
    {
        var (one, other) = (Claim("", ""), Claim("", ""));
        (one.Document, other.Document) = (Passport("AB1234", "VNM"), Passport(number, issuer));
        other.Document.Type = type;

        Assert.Equal(0, MatchScore.Of(Profile(one), Profile(other)).Value);
    }

    [Fact]
    public void Of_OtherSexAndNationality_SpeakAgainstIt()
    {
        var (one, other) = (Claim("LI INVENTED", "1990-02-14"), Claim("LI INVENTED", "1990-02-14"));
        (one.Sex, other.Sex, other.Nationality) = (Sex.Female, Sex.Male, "LAO");

        var score = MatchScore.Of(Profile(one), Profile(other));

        Assert.InRange(score.Value, 0.5, MatchScore.Worthwhile - 0.001);
        Assert.Equal([MatchReason.NationalityDifferent, MatchReason.SexDifferent], score.Reasons.Skip(2));
    }

    [Fact]
    public void Of_ChineseNamesThatSoundTheSame_AreLessAlike()
    {
        var same = MatchScore.Of(Profile(Claim("王伟", "1990-02-14")), Profile(Claim("王伟", "1990-02-14")));
        var homophone = MatchScore.Of(Profile(Claim("王伟", "1990-02-14")), Profile(Claim("王薇", "1990-02-14")));

        Assert.Equal((1, MatchReason.NameSame, MatchReason.NameSimilar), (same.Value, same.Reasons[0], homophone.Reasons[0]));
        Assert.True(homophone.Value < same.Value);
    }

    [Fact]
    public void Stored_KeysOfAPerson_TellNothingOfThem()
    {
        var claim = Claim("LI INVENTED", "1990-02-14");
        claim.Document = Passport("AB1234", "VNM");

        var keys = BlockingKeys.Stored(Profile(claim), Tokens).ToList();

        Assert.True(keys.Count >= 4);
        Assert.All(keys, key => Assert.DoesNotContain("1990", key.TextValue, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain("AB1234", key.TextValue, StringComparison.Ordinal));
        Assert.Equal(2, BlockingKeys.StoredFew(Profile(claim), Tokens, BlockingKeys.Field).Count());
    }

    private static bool Finds(MatchProfile one, MatchProfile other) =>
        BlockingKeys.WantedDocuments(one, Tokens).Concat(BlockingKeys.WantedNames(one, Tokens)).Intersect(BlockingKeys.Stored(other, Tokens).Select(key => key.TextValue)).Any();

    private static MatchProfile Profile(IdentityClaim claim) => MatchProfile.Of(new() { Claims = { claim } });

    private static IdentityDocument Passport(string number, string issuer) =>
        new() { Type = DocumentType.Passport, Number = number, IssuingCountry = issuer };

    private static IdentityClaim Claim(string name, string birth) =>
        new() { Source = ClaimSource.Stated, FamilyName = name, BirthDate = birth, Nationality = "VNM" };
}
