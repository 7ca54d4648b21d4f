using System.Globalization;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Search;

namespace Border.Seizures.Custody;

/// <summary>Who may witness a destruction.</summary>
internal static class WitnessRules
{
    private const int Least = 2;

    /// <exception cref="RefusalException">INVALID_FIELDS: fewer than two, one twice, or the holder.</exception>
    public static void Demand(IReadOnlyList<Witness> witnesses, string holder)
    {
        var faults = new FieldFaults();
        if (witnesses.Count < Least)
            faults.Add("destruction.witnesses", "must be at least two");
        HashSet<string> names = [Plain(holder)];
        for (var i = 0; i < witnesses.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"destruction.witnesses[{i}].full_name");
            if (Plain(witnesses[i].FullName).Length == 0)
                faults.Add(field, "is required");
            else if (!names.Add(Plain(witnesses[i].FullName)))
                faults.Add(field, "is the holder, or another witness");
        }

        faults.ThrowIfAny();
    }

    // However it is spaced and capitalised.
    private static string Plain(string name) => SearchWords.Whole(name);
}
