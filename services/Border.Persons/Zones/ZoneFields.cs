using Border.Persons.V1;

namespace Border.Persons.Zones;

/// <summary>The fields of a machine-readable zone as they are written, with their fillers.</summary>
/// <param name="Optional">The optional data, or personal number, into which a long document number runs on.</param>
/// <param name="MoreOptional">The second optional data of a card.</param>
/// <param name="PersonalDigit">Only passports have one.</param>
/// <param name="Composite">What the composite digit is over; empty where there is none.</param>
internal sealed record ZoneFields(
    ZoneForm Form,
    string Code,
    string Issuer,
    string Names,
    string Number,
    char NumberDigit,
    string Nationality,
    string Birth,
    char BirthDigit,
    char Sex,
    string Expiry,
    char ExpiryDigit,
    string Optional,
    string MoreOptional,
    char? PersonalDigit,
    string Composite,
    char CompositeDigit)
{
    private const int CardLine = 30;
    private const int SmallLine = 36;
    private const int LargeLine = 44;

    /// <param name="zone">Capitals, digits and fillers only.</param>
    /// <returns>Null when no form has this length.</returns>
    public static ZoneFields? Cut(string zone) => (zone.Length, IsVisa: zone.StartsWith('V')) switch
    {
        (3 * CardLine, _) => OfCard(zone[..CardLine], zone[CardLine..(2 * CardLine)], zone[(2 * CardLine)..]),
        (2 * SmallLine, true) => OfTwoLines(ZoneForm.MrvB, zone[..SmallLine], zone[SmallLine..], 28..36),
        (2 * SmallLine, false) => OfSmall(zone[..SmallLine], zone[SmallLine..]),
        (2 * LargeLine, true) => OfTwoLines(ZoneForm.MrvA, zone[..LargeLine], zone[LargeLine..], 28..44),
        (2 * LargeLine, false) => OfPassport(zone[..LargeLine], zone[LargeLine..]),
        _ => null,
    };

    private static ZoneFields OfCard(string one, string two, string three) => new(
        ZoneForm.Td1, one[..2], one[2..5], three, one[5..14], one[14], two[15..18], two[..6], two[6], two[7], two[8..14], two[14],
        one[15..], two[18..29], null, one[5..] + two[..7] + two[8..15] + two[18..29], two[29]);

    private static ZoneFields OfSmall(string one, string two) => OfTwoLines(ZoneForm.Td2, one, two, 28..35) with
    {
        Composite = two[..10] + two[13..20] + two[21..35],
        CompositeDigit = two[35],
    };

    private static ZoneFields OfPassport(string one, string two) => OfTwoLines(ZoneForm.Td3, one, two, 28..42) with
    {
        PersonalDigit = two[42],
        Composite = two[..10] + two[13..20] + two[21..43],
        CompositeDigit = two[43],
    };

    // Visas end here: they have no digit over several fields.
    private static ZoneFields OfTwoLines(ZoneForm form, string one, string two, Range optional) => new(
        form, one[..2], one[2..5], one[5..], two[..9], two[9], two[10..13], two[13..19], two[19], two[20], two[21..27], two[27],
        two[optional], "", null, "", CheckDigits.Filler);
}
