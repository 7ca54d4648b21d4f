using Border.Benchmarks.Load;
using Border.Benchmarks.Report;
using Border.Storage;

namespace Border.Benchmarks.Rows;

/// <summary>
/// How long a record that was acknowledged takes to be in the figures, while a field client sends a thousand a second to a
/// station whether or not they are answered. It is in the figures when AwaitProgress says so.
/// </summary>
internal static class FreshnessRows
{
    private const int PerSecond = 1000;
    private const double MostMilliseconds = 250;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var storage = await bench.NewStorageAsync(engine);
        using var station = await ProcessUnderTest.StartAsync("Border.Station", Settings.Of(storage), bench.Stop);
        var messages = new MessageSequence(CaseMessages.Submitting());
        var (medians, highs) = (new Samples(), new Samples());
        for (var run = 0; run <= bench.Options.Runs; run++)
        {
            var delays = await RunAsync(station.Address, messages, run == 0 ? bench.Options.WarmUp : 2 * bench.Options.Slice, bench.Stop);
            if (run == 0)
                continue;
            medians.Add(Samples.Percentile(delays, 0.5));
            highs.Add(Samples.Percentile(delays, 0.99));
            Bench.Tell($"  run {run}: p50 {medians.Values[^1]:0} ms, p99 {highs.Values[^1]:0} ms of {delays.Count}");
        }

        if ((await RowCounts.OfDocumentsAsync(storage, "cases", bench.Stop)).Any(stored => stored != messages.Count))
            throw new InvalidOperationException($"Not all of {messages.Count} records are stored.");
        var what = $"acknowledged to visible in figures, {PerSecond:N0} writes/s, {Bench.NameOf(engine)}";
        return [TableRow.AtMost($"{what}: p99", highs, MostMilliseconds, "ms"), TableRow.Told($"{what}: p50", medians, "ms")];
    }

    private static async Task<IReadOnlyList<double>> RunAsync(Uri address, MessageSequence messages, TimeSpan duration, CancellationToken ct)
    {
        using var watch = new FiguresWatch(address);
        using var upload = await BulkUpload.OpenAsync(address, CaseMessages.SubmitMethod, watch.Acknowledged, ct);
        var watching = watch.RunAsync(ct);
        await upload.SendPacedAsync(messages, PerSecond, duration, ct);
        await upload.FinishAsync(ct);
        watch.NoMore();
        return await watching;
    }
}
