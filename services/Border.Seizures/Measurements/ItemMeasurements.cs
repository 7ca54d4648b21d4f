using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Measurements;

/// <summary>What was measured of an item of a seizure.</summary>
internal static class ItemMeasurements
{
    private const int Most = 100;

    /// <summary>Adds a measurement, and lets it count if it is the best.</summary>
    public static void Add(Seizure record, SeizedItem item, Measurement sent, string actor, Timestamp time)
    {
        if (item.Measurements.Any(known => known.Id == sent.Id))
            throw Refusals.RecordExists(NameOf(record, item, sent.Id));
        var faults = new FieldFaults();
        Quantities.Check("measurement.quantity", item.Kind, sent.Quantity, faults);
        faults.ThrowIfAny();
        if (item.Measurements.Count == Most)
            throw Refusals.RuleBroken("An item has at most 100 measurements.");

        var measurement = sent.Clone();
        (measurement.RecordedBy, measurement.RecordTime) = (actor, time);
        (measurement.Withdrawn, measurement.WithdrawReason) = (false, "");
        Quantities.Normalise(measurement.Quantity);
        item.Measurements.Add(measurement);
        Count(record, item);
    }

    public static void Withdraw(Seizure record, SeizedItem item, string id, string reason)
    {
        var name = NameOf(record, item, id);
        var measurement = item.Measurements.FirstOrDefault(known => known.Id == id) ?? throw Refusals.NotFound(name);
        if (measurement.Withdrawn)
            throw Refusals.WrongState(name, "withdrawn", "withdrawn again");
        (measurement.Withdrawn, measurement.WithdrawReason) = (true, reason);
        Count(record, item);
    }

    private static string NameOf(Seizure record, SeizedItem item, string id) => $"{record.Name}/items/{item.Id}/measurements/{id}";

    /// <summary>Puts back what the server alone sets on the items of a seizure: of those that keep their ids, what was measured.</summary>
    /// <param name="before">The items as they were; empty for a new seizure.</param>
    public static void Keep(Seizure record, IEnumerable<SeizedItem> before)
    {
        var measured = before.ToDictionary(item => item.Id, item => item.Measurements.Clone());
        foreach (var item in record.Items)
        {
            item.Measurements.Clear();
            if (measured.TryGetValue(item.Id, out var kept))
                item.Measurements.Add(kept);
        }
    }

    /// <summary>What was measured must be possible for an item of the kind that it is said to be now.</summary>
    public static void Check(string path, SeizedItem item, FieldFaults faults)
    {
        if (item.Measurements.Any(known => !known.Withdrawn && !Quantities.IsAllowed(item.Kind, known.Quantity)))
            faults.Add($"{path}.kind", "does not fit the measurements of the item; withdraw them first");
    }

    /// <summary>Decides which of an item's quantity and measurements figures count.</summary>
    public static void Count(Seizure record, SeizedItem item)
    {
        var best = CountedQuantity.Of(record, item);
        item.Counted = ReferenceEquals(best, item.Quantity) ? null : best.Clone();
    }
}
