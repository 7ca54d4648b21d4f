using System.Diagnostics.Metrics;

namespace Border.Testing;

/// <summary>Reads the gauges of one process among all that run in a test.</summary>
public static class Gauges
{
    /// <returns>What a gauge says now, by the value of one of its tags.</returns>
    public static IReadOnlyDictionary<string, double> Read(IMeterFactory process, string name, string tag)
    {
        var values = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == name && instrument.Meter.Scope == process)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => values[Text(tags, tag)] = value);
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => values[Text(tags, tag)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags, string tag) =>
        tags.ToArray().Single(pair => pair.Key == tag).Value!.ToString()!;
}
