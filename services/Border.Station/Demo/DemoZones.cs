using System.Globalization;
using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>Machine-readable zones of passports that nobody holds: their numbers begin with DEMO.</summary>
internal static class DemoZones
{
    private const int ReadPercent = 20;
    private const int LineLength = 44;
    private const char Filler = '<';

    private static readonly int[] Weights = [7, 3, 1];

    /// <summary>Adds the zone to a claim that a passport shows, where the officer had a reader.</summary>
    public static void Complete(IdentityClaim claim, Dice dice)
    {
        if (claim.Document is not { Type: DocumentType.Passport, IssuingCountry.Length: 3 } document || !dice.Chance(ReadPercent))
            return;
        document.Number = $"DEMO{Digits(dice.Below(100_000), 5)}";
        claim.MachineReadableZone = Zone(claim, Expiry(dice));
    }

    private static string Zone(IdentityClaim claim, string expiry)
    {
        var document = claim.Document;
        var names = $"{claim.FamilyName}{Filler}{Filler}{claim.GivenNames}".ToUpperInvariant();
        var (number, birth, optional) = (Checked(document.Number), Checked(Birth(claim.BirthDate)), Checked(new string(Filler, 14)));
        var second = $"{number}{claim.Nationality}{birth}{(claim.Sex == Sex.Female ? 'F' : 'M')}{Checked(expiry)}{optional}";
        var composite = CheckDigit($"{number}{birth}{Checked(expiry)}{optional}");
        return $"{$"P{Filler}{document.IssuingCountry}{names}".PadRight(LineLength, Filler)}\n{second}{composite}";
    }

    // A year alone is all that some passports show.
    private static string Birth(string date) => date.Replace("-", "", StringComparison.Ordinal)[2..].PadRight(6, Filler);

    private static string Expiry(Dice dice) => $"{Digits(dice.Between(21, 30), 2)}{Digits(dice.Between(1, 12), 2)}{Digits(dice.Between(1, 28), 2)}";

    private static string Checked(string field) => $"{field}{CheckDigit(field)}";

    private static int CheckDigit(string field) => field.Select((letter, at) => ValueOf(letter) * Weights[at % Weights.Length]).Sum() % 10;

    private static int ValueOf(char letter) => letter switch
    {
        Filler => 0,
        >= 'A' => letter - 'A' + 10,
        _ => letter - '0',
    };

    private static string Digits(int number, int length) => number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');
}
