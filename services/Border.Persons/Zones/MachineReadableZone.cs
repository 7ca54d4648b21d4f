using Border.Persons.V1;

namespace Border.Persons.Zones;

/// <summary>What a machine-readable zone of a travel document shows: ICAO 9303 parts 4 to 7.</summary>
internal sealed record MachineReadableZone
{
    public required ZoneForm Form { get; init; }

    /// <summary>The first one or two letters: `P`, `ID`.</summary>
    public required string DocumentCode { get; init; }

    /// <summary>As written, such as `D` or `UTO`.</summary>
    public required string Issuer { get; init; }

    public required string FamilyName { get; init; }

    public required string GivenNames { get; init; }

    public required string Number { get; init; }

    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD; empty when it is not known.</summary>
    public required string BirthDate { get; init; }

    public required Sex Sex { get; init; }

    /// <summary>YYYY-MM-DD; empty when there is none.</summary>
    public required string ExpiryDate { get; init; }

    /// <inheritdoc cref="Issuer"/>
    public required string Nationality { get; init; }

    public required string PersonalNumber { get; init; }

    /// <summary>The check digits that are wrong.</summary>
    public required IReadOnlyList<CheckDigit> Failed { get; init; }

    /// <param name="text">Small letters are taken as capitals; spaces and line ends are left out.</param>
    /// <param name="reference">The day on which it was read, by which years of two digits are told.</param>
    /// <returns>Null when it is no zone at all.</returns>
    public static MachineReadableZone? Parse(string text, DateOnly reference)
    {
        var zone = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (!zone.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == CheckDigits.Filler) || ZoneFields.Cut(zone) is not { } fields)
            return null;
        var number = ZoneNumber.In(fields);
        var (family, given) = NamesIn(fields.Names);
        return new()
        {
            Form = fields.Form,
            DocumentCode = Plain(fields.Code),
            Issuer = Plain(fields.Issuer),
            FamilyName = family,
            GivenNames = given,
            Number = number.Text,
            BirthDate = ZoneDates.Birth(fields.Birth, reference),
            Sex = fields.Sex switch { 'F' => Sex.Female, 'M' => Sex.Male, _ => Sex.Other },
            ExpiryDate = ZoneDates.Expiry(fields.Expiry, reference),
            Nationality = Plain(fields.Nationality),
            PersonalNumber = Plain($"{number.OptionalLeft}{CheckDigits.Filler}{fields.MoreOptional}"),
            Failed = [.. FailedIn(fields, number)],
        };
    }

    private static IEnumerable<CheckDigit> FailedIn(ZoneFields fields, ZoneNumber number)
    {
        if (!number.IsRight)
            yield return CheckDigit.Number;
        if (!CheckDigits.IsRight(fields.Birth, fields.BirthDigit))
            yield return CheckDigit.BirthDate;
        if (!CheckDigits.IsRight(fields.Expiry, fields.ExpiryDigit))
            yield return CheckDigit.ExpiryDate;
        if (fields.PersonalDigit is { } personal && !CheckDigits.IsRight(fields.Optional, personal))
            yield return CheckDigit.PersonalNumber;
        if (fields.Composite.Length > 0 && fields.CompositeDigit != CheckDigits.Of(fields.Composite))
            yield return CheckDigit.Composite;
    }

    // Two fillers part the family name from the given names; one stands for a space, hyphen or apostrophe.
    private static (string Family, string Given) NamesIn(string names)
    {
        var parts = names.TrimEnd(CheckDigits.Filler).Split("<<", 2);
        return (Plain(parts[0]), parts.Length == 2 ? Plain(parts[1]) : "");
    }

    private static string Plain(string field) =>
        string.Join(' ', field.Split(CheckDigits.Filler, StringSplitOptions.RemoveEmptyEntries));
}
