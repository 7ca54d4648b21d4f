using System.Globalization;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Seizures;

/// <summary>What the circumstances of a seizure must be like together.</summary>
internal static class CircumstanceRules
{
    public static void Check(string path, Circumstances? sent, FieldFaults faults)
    {
        if (sent is null)
            return;
        for (var i = 1; i < sent.TransitCountries.Count; i++)
        {
            if (sent.TransitCountries[i] == sent.TransitCountries[i - 1])
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path}.transit_countries[{i}]"), "is the same as the one before");
        }

        if (sent.Concealment == Concealment.None && sent.ConcealmentNote.Length > 0)
            faults.Add($"{path}.concealment_note", "describes a hiding place, but nothing was hidden");
    }
}
