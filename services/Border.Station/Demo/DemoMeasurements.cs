using System.Globalization;
using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>
/// Drugs whose mass is estimated where they are taken, weighed at the station with their wrapping, and confirmed by a
/// laboratory without it. The last one counts, and is the mass that the seizure was laid out to have.
/// </summary>
internal sealed class DemoMeasurements(Timeline<SubmitSeizuresRequest> timeline)
{
    private const int MeasuredPercent = 25;
    private const int MisreadPercent = 10;

    /// <summary>Puts an estimate in the place of the mass, and the mass into a measurement, in some seizures of drugs.</summary>
    public void Add(string id, Seizure record, DateTimeOffset time, Dice dice)
    {
        var item = record.Items.FirstOrDefault();
        if (item is not { Kind: ItemKind.Drug, Quantity.Mass: { } mass } || !dice.Chance(MeasuredPercent))
            return;
        var exact = item.Quantity.Clone();
        var tenths = TenthsOfKilogram(mass);
        (item.QuantityMethod, item.QuantityBasis) = (MeasurementMethod.Estimated, MeasurementBasis.Gross);
        item.Quantity = Kilograms(tenths + dice.Between(1, 5));
        var weighed = Kilograms(tenths + 1);
        if (dice.Chance(MisreadPercent))
            Misread(id, item.Id, weighed, time);
        Measure(id, item.Id, "weighed", MeasurementMethod.Weighed, MeasurementBasis.Gross, weighed, time.AddHours(5));
        Measure(id, item.Id, "laboratory", MeasurementMethod.Laboratory, MeasurementBasis.Net, exact, time.AddDays(dice.Between(3, 15)));
    }

    /// <summary>Weighed without noticing that the scales were not empty, and withdrawn.</summary>
    private void Misread(string id, string item, Quantity weighed, DateTimeOffset time)
    {
        var wrong = Kilograms((int)(decimal.Parse(weighed.Mass.Amount, CultureInfo.InvariantCulture) * 10) + 3);
        Measure(id, item, "misread", MeasurementMethod.Weighed, MeasurementBasis.Gross, wrong, time.AddHours(3));
        timeline.Add(time.AddHours(4), new()
        {
            WithdrawMeasurement = new()
            {
                Name = $"seizures/{id}",
                ItemId = item,
                MeasurementId = "misread",
                Reason = "The scales had not been set to zero.",
                RequestId = $"{id}-misread-withdraw",
            },
        });
    }

    private void Measure(
        string id, string item, string measurement, MeasurementMethod method, MeasurementBasis basis, Quantity quantity, DateTimeOffset time) =>
        timeline.Add(time, new()
        {
            RecordMeasurement = new()
            {
                Name = $"seizures/{id}",
                ItemId = item,
                Measurement = new()
                {
                    Id = measurement,
                    Method = method,
                    Basis = basis,
                    Quantity = quantity,
                    MeasureTime = DemoTime.Stamp(time),
                    MeasuredBy = method == MeasurementMethod.Laboratory ? "Laboratory of the demo" : "",
                    Certificate = method == MeasurementMethod.Laboratory ? $"DEMO-{id}" : "",
                },
                RequestId = $"{id}-{measurement}",
            },
        });

    public static decimal Grams(Mass mass) => decimal.Parse(mass.Amount, CultureInfo.InvariantCulture) * GramsPer(mass.Unit);

    private static int TenthsOfKilogram(Mass mass) => (int)(Grams(mass) / 100);

    private static Quantity Kilograms(int tenths) =>
        new() { Mass = new() { Amount = (tenths / 10m).ToString("0.0", CultureInfo.InvariantCulture), Unit = MassUnit.Kilogram } };

    private static decimal GramsPer(MassUnit unit) => unit switch
    {
        MassUnit.Milligram => 0.001m,
        MassUnit.Gram => 1,
        MassUnit.Qian => 5,
        MassUnit.Liang => 50,
        MassUnit.Jin => 500,
        MassUnit.Kilogram => 1000,
        _ => 1_000_000,
    };
}
