using Border.Seizures.Measurements;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures;

/// <summary>A seizure and what an officer may do with it.</summary>
internal sealed class SeizureRecord(Seizure record)
{
    private static readonly string[] Amendable = ["unit", "area", "seize_time", "position", "case", "items", "venues", "note", "circumstances"];

    /// <summary>A new seizure from what the unit sent; whatever only the server sets is dropped or made anew.</summary>
    public static Seizure Record(string name, Seizure sent)
    {
        var record = new Seizure
        {
            Name = name,
            State = SeizureState.Recorded,
            Unit = sent.Unit,
            Area = sent.Area,
            SeizeTime = sent.SeizeTime,
            Position = sent.Position,
            Case = sent.Case,
            Items = { sent.Items.Select(item => item.Clone()) },
            Venues = { sent.Venues },
            Note = sent.Note,
            Circumstances = sent.Circumstances,
            FormVersion = sent.FormVersion,
        };
        ItemMeasurements.Keep(record, []);
        Complete(record);
        return record;
    }

    public void Amend(AmendSeizureRequest request)
    {
        RequireStanding("amended");
        var before = record.Items.ToList();
        // The request must stay as it was sent: its content tells a retry from another request.
        Amendment.Apply(request.UpdateMask, Amendable, request.Seizure.Clone(), record);
        if (request.UpdateMask.Paths.Contains("items"))
            ItemMeasurements.Keep(record, before);
        Complete(record);
    }

    public void RecordMeasurement(string itemId, Measurement measurement, string actor, Timestamp time)
    {
        RequireStanding("measured");
        ItemMeasurements.Add(record, ItemOf(itemId), measurement, actor, time);
    }

    public void WithdrawMeasurement(string itemId, string measurementId, string reason)
    {
        RequireStanding("relieved of a measurement");
        ItemMeasurements.Withdraw(record, ItemOf(itemId), measurementId, reason);
    }

    public void Void(string reason)
    {
        RequireStanding("voided");
        record.State = SeizureState.Void;
        record.VoidReason = reason;
    }

    private static void Complete(Seizure record)
    {
        SeizureRules.Demand(record);
        foreach (var item in record.Items)
        {
            Quantities.Normalise(item.Quantity);
            ItemMeasurements.Count(record, item);
        }
    }

    private SeizedItem ItemOf(string id) =>
        record.Items.FirstOrDefault(item => item.Id == id) ?? throw Refusals.NotFound($"{record.Name}/items/{id}");

    private void RequireStanding(string verb)
    {
        if (record.State == SeizureState.Void)
            throw Refusals.WrongState(record.Name, "void", verb);
    }
}
