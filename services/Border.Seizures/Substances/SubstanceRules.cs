using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Seizures.Substances;

/// <summary>What drugs and precursors may say of their substance.</summary>
internal static class SubstanceRules
{
    public const string UnknownSubstance = "is not in the catalogue of substances";

    /// <param name="item">The path of the item.</param>
    /// <param name="details">The path of its details.</param>
    public static void Check(string item, string details, SeizedItem seized, FieldFaults faults)
    {
        if (SubstanceOf(seized) is not { } code)
            return;
        if (SubstanceCatalogue.Find(code) is not { } substance)
            faults.Add($"{details}.substance", UnknownSubstance);
        else if (!MayBe(seized.Kind, substance.Convention))
            faults.Add($"{details}.substance", "is not controlled as an item of this kind");
        if (seized.Sort != code && !seized.Sort.StartsWith($"{code}_", StringComparison.Ordinal))
            faults.Add($"{item}.sort", "is neither the code of the substance nor a form of it");
        if (PurityOf(seized) is { Length: > 0 } purity && ExactNumber.Parse(purity) is <= 0 or > 100)
            faults.Add($"{details}.purity_percent", "is not above 0 and at most 100");
    }

    private static string? SubstanceOf(SeizedItem item) => item.Drug?.Substance ?? item.Precursor?.Substance;

    private static string? PurityOf(SeizedItem item) => item.Drug?.PurityPercent ?? item.Precursor?.PurityPercent;

    // What no convention controls may be a drug or a precursor by national law.
    private static bool MayBe(ItemKind kind, Convention convention) =>
        convention == Convention.None || (kind == ItemKind.Precursor) == (convention == Convention.IllicitTraffic1988);
}
