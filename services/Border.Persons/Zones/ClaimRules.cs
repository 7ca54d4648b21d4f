using System.Globalization;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Zones;

/// <summary>What the claims of an identity must be like.</summary>
internal static class ClaimRules
{
    /// <summary>Reads the zones of the claims, completes the claims from them, and names what is wrong.</summary>
    /// <param name="path">Where the claims are in the request.</param>
    /// <param name="reference">The day on which the documents were read.</param>
    public static void Check(IReadOnlyList<IdentityClaim> claims, string path, DateOnly reference, FieldFaults faults)
    {
        for (var i = 0; i < claims.Count; i++)
            Check(claims[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), reference, faults);
    }

    /// <inheritdoc cref="Check(IReadOnlyList{IdentityClaim}, string, DateOnly, FieldFaults)"/>
    public static void Check(IdentityClaim claim, string path, DateOnly reference, FieldFaults faults)
    {
        claim.FailedCheckDigits.Clear();
        if (claim.MachineReadableZone.Length > 0)
            CheckZone(claim, path, reference, faults);
        if (claim is { Source: ClaimSource.Document, Document: null, MachineReadableZone: "" })
            faults.Add($"{path}.document", "is required for a claim that rests on a document");
    }

    private static void CheckZone(IdentityClaim claim, string path, DateOnly reference, FieldFaults faults)
    {
        if (claim.Source != ClaimSource.Document)
            faults.Add($"{path}.source", "must be DOCUMENT for a claim with a machine-readable zone");
        if (MachineReadableZone.Parse(claim.MachineReadableZone, reference) is not { } zone)
        {
            faults.Add($"{path}.machine_readable_zone", "is none of ICAO 9303");
            return;
        }

        if (claim.Document is { } document && !zone.Failed.Contains(CheckDigit.Number) && Bare(document.Number) != Bare(zone.Number))
            faults.Add($"{path}.document.number", "is not the number that the machine-readable zone shows");
        ZoneClaims.Complete(claim, zone);
    }

    private static string Bare(string number) => SearchWords.Whole(number);
}
