using Border.Persons.V1;
using Border.ServiceDefaults.Validation;

namespace Border.Persons.Zones;

/// <summary>Turns what a zone shows into claims of identity.</summary>
internal static class ZoneClaims
{
    /// <summary>The claim that a zone makes; what its check digits speak against is left out.</summary>
    /// <param name="text">The zone as it was read.</param>
    public static IdentityClaim Of(MachineReadableZone zone, string text) => new()
    {
        Source = ClaimSource.Document,
        FamilyName = zone.FamilyName,
        GivenNames = zone.GivenNames,
        LatinName = $"{zone.FamilyName} {zone.GivenNames}".Trim(),
        BirthDate = zone.Failed.Contains(CheckDigit.BirthDate) ? "" : zone.BirthDate,
        Sex = zone.Sex,
        Nationality = CountryOf(zone.Nationality),
        Document = DocumentOf(zone),
        MachineReadableZone = text,
        FailedCheckDigits = { zone.Failed },
    };

    /// <summary>Takes from the zone what a claim leaves empty.</summary>
    public static void Complete(IdentityClaim claim, MachineReadableZone zone)
    {
        var shown = Of(zone, claim.MachineReadableZone);
        claim.FailedCheckDigits.Clear();
        claim.FailedCheckDigits.Add(zone.Failed);
        // One name typed, in whatever script, is the officer's: the zone then gives the Latin one only.
        if (claim.FamilyName.Length == 0 && claim.GivenNames.Length == 0)
            (claim.FamilyName, claim.GivenNames) = (shown.FamilyName, shown.GivenNames);
        claim.LatinName = Filled(claim.LatinName, shown.LatinName);
        claim.BirthDate = Filled(claim.BirthDate, shown.BirthDate);
        claim.Sex = claim.Sex == Sex.Unspecified ? shown.Sex : claim.Sex;
        claim.Nationality = Filled(claim.Nationality, shown.Nationality);
        Complete(claim, shown.Document);
    }

    private static void Complete(IdentityClaim claim, IdentityDocument? shown)
    {
        if (shown is null)
            return;
        claim.Document ??= shown;
        claim.Document.IssuingCountry = Filled(claim.Document.IssuingCountry, shown.IssuingCountry);
        claim.Document.ExpiryDate = Filled(claim.Document.ExpiryDate, shown.ExpiryDate);
    }

    // A number that its digit speaks against is no number to look for.
    private static IdentityDocument? DocumentOf(MachineReadableZone zone) => zone.Number.Length == 0 || zone.Failed.Contains(CheckDigit.Number)
        ? null
        : new()
        {
            Type = TypeOf(zone.DocumentCode),
            Number = zone.Number,
            IssuingCountry = CountryOf(zone.Issuer),
            ExpiryDate = zone.Failed.Contains(CheckDigit.ExpiryDate) ? "" : zone.ExpiryDate,
        };

    private static DocumentType TypeOf(string code) => code switch
    {
        ['P', ..] => DocumentType.Passport,
        ['V', ..] or "IR" or "AR" => DocumentType.ResidencePermit,
        ['I', ..] or "A" or "C" or "AI" or "CI" => DocumentType.IdentityCard,
        _ => DocumentType.Other,
    };

    // ICAO 9303 part 3 writes Germany in one letter and tells six kinds of British nationals.
    private static string CountryOf(string code) => code switch
    {
        "D" => "DEU",
        "GBD" or "GBN" or "GBO" or "GBP" or "GBS" => "GBR",
        _ => Countries.Contains(code) ? code : "",
    };

    private static string Filled(string own, string shown) => own.Length > 0 ? own : shown;
}
