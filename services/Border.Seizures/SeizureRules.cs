using System.Globalization;
using Border.Seizures.Items;
using Border.Seizures.Measurements;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Seizures;

/// <summary>What the parts of a seizure must be like together.</summary>
internal static class SeizureRules
{
    /// <exception cref="RefusalException">INVALID_FIELDS with every field at fault.</exception>
    public static void Demand(Seizure record)
    {
        var faults = new FieldFaults();
        if (record.Case.Length > 0 && !record.Case.StartsWith("cases/", StringComparison.Ordinal))
            faults.Add("seizure.case", "is not the name of a case");
        if (record.Items.Count == 0 && record.Venues.Count == 0)
            faults.Add("seizure.items", "must hold at least one item, unless a venue was destroyed");
        CheckIds("seizure.items", [.. record.Items.Select(item => item.Id)], faults);
        CheckIds("seizure.venues", [.. record.Venues.Select(venue => venue.Id)], faults);
        CircumstanceRules.Check("seizure.circumstances", record.Circumstances, faults);
        for (var i = 0; i < record.Items.Count; i++)
        {
            var item = record.Items[i];
            Quantities.Check($"{Item("seizure.items", i)}.quantity", item.Kind, item.Quantity, faults);
            ItemDetails.Check(Item("seizure.items", i), item, faults);
            ItemMeasurements.Check(Item("seizure.items", i), item, faults);
        }

        faults.ThrowIfAny();
    }

    private static void CheckIds(string list, IReadOnlyList<string> ids, FieldFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!seen.Add(ids[i]))
                faults.Add($"{Item(list, i)}.id", "is taken by another one of this seizure");
        }
    }

    private static string Item(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
}
