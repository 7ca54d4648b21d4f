using Border.Seizures.V1;

namespace Border.Station.Tests.Demo;

/// <summary>What measurements do to the items of a seizure, as far as counting is concerned.</summary>
internal static class SeizureMeasures
{
    public static Seizure Add(Seizure seizure, RecordMeasurementRequest request)
    {
        var item = seizure.Items.Single(item => item.Id == request.ItemId);
        item.Measurements.Add(request.Measurement.Clone());
        Count(item);
        return seizure;
    }

    public static void Withdraw(Seizure seizure, WithdrawMeasurementRequest request)
    {
        var item = seizure.Items.Single(item => item.Id == request.ItemId);
        item.Measurements.Single(measurement => measurement.Id == request.MeasurementId).Withdrawn = true;
        Count(item);
    }

    private static void Count(SeizedItem item) =>
        item.Counted = item.Measurements.Where(measurement => !measurement.Withdrawn).MaxBy(measurement => measurement.Method)?.Quantity;
}
