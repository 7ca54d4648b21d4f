using System.Globalization;
using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>Names of people who do not exist, put together from words that nobody is called by.</summary>
internal static class DemoNames
{
    private static readonly (string Character, string Latin)[] Landscape =
    [
        ("山", "SHAN"), ("河", "HE"), ("湖", "HU"), ("溪", "XI"), ("岭", "LING"), ("谷", "GU"), ("岸", "AN"), ("滩", "TAN"),
        ("林", "LIN"), ("原", "YUAN"), ("峰", "FENG"), ("岛", "DAO"),
    ];

    private static readonly (string Character, string Latin)[] Weather =
    [
        ("晴", "qing"), ("雨", "yu"), ("雪", "xue"), ("霜", "shuang"), ("雾", "wu"), ("风", "feng"), ("云", "yun"), ("虹", "hong"),
        ("露", "lu"), ("霞", "xia"), ("雷", "lei"), ("冰", "bing"), ("晨", "chen"), ("暮", "mu"), ("夏", "xia"), ("冬", "dong"),
    ];

    private static readonly string[] Heads =
        ["Bel", "Dor", "Fen", "Gal", "Hov", "Jas", "Kel", "Lum", "Mor", "Nev", "Oll", "Pim", "Rav", "Sel", "Tov", "Vel", "Wen", "Yar", "Zim"];

    private static readonly string[] Tails = ["a", "an", "ara", "eko", "el", "ina", "ios", "ima", "o", "om", "ori", "u", "una", "y"];

    /// <summary>What a suspect or a person is said to be called.</summary>
    public static string Stated(bool isNational, Dice dice) =>
        isNational ? National(dice) is var name ? $"{name.Family}{name.Given}" : "" : $"{Foreign(dice)} {Foreign(dice)}";

    /// <summary>One claim of who somebody is.</summary>
    /// <param name="country">The nationality claimed.</param>
    public static Identity Claimed(bool isNational, string country, Dice dice)
    {
        var claim = isNational ? NationalClaim(dice) : ForeignClaim(dice);
        claim.Nationality = country;
        claim.Sex = dice.Chance(27) ? Sex.Female : Sex.Male;
        claim.BirthDate = BirthDate(dice);
        claim.Source = ClaimSource.Stated;
        if (dice.Chance(40))
            Show(claim, isNational, country, dice);
        return new() { Claims = { claim } };
    }

    private static IdentityClaim NationalClaim(Dice dice)
    {
        var name = National(dice);
        return new() { FamilyName = name.Family, GivenNames = name.Given, LatinName = name.Latin };
    }

    private static IdentityClaim ForeignClaim(Dice dice)
    {
        var (family, given) = (Foreign(dice), Foreign(dice));
        return new() { FamilyName = family, GivenNames = given, LatinName = $"{family.ToUpperInvariant()} {given}" };
    }

    private static void Show(IdentityClaim claim, bool isNational, string country, Dice dice)
    {
        claim.Source = ClaimSource.Document;
        claim.Document = new()
        {
            Type = isNational ? DocumentType.IdentityCard : dice.Of([DocumentType.Passport, DocumentType.BorderPass]),
            Number = $"DEMO{dice.Below(100_000_000).ToString("00000000", CultureInfo.InvariantCulture)}",
            IssuingCountry = country,
        };
    }

    private static string BirthDate(Dice dice)
    {
        var day = new DateOnly(1956, 1, 1).AddDays(dice.Below(365 * 50));
        return dice.Chance(85) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day.ToString("yyyy", CultureInfo.InvariantCulture);
    }

    private static (string Family, string Given, string Latin) National(Dice dice)
    {
        var (family, first, second) = (dice.Of(Landscape), dice.Of(Weather), dice.Of(Weather));
        return (family.Character, first.Character + second.Character, $"{family.Latin} {first.Latin}{second.Latin}");
    }

    private static string Foreign(Dice dice) => dice.Of(Heads) + dice.Of(Tails);
}
