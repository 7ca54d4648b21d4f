using System.Diagnostics;
using Border.Benchmarks.Records;
using Border.Benchmarks.Report;
using Border.Storage;

namespace Border.Benchmarks.Rows;

/// <summary>Counting everything again from what the records contributed.</summary>
internal static class RecountRows
{
    /// <summary>So many that they come to a million contributions.</summary>
    private const int Records = 455_000;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var records = bench.Options.IsQuick ? Records / 10 : Records;
        var storage = await bench.NewStorageAsync(engine);
        var started = Stopwatch.GetTimestamp();
        var lines = await SampleLedger.FillAsync(storage, records, bench.Stop);
        Bench.Tell($"  filled with {records} records in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        await using var database = new StorageDatabase(storage, "statistics", TimeProvider.System);
        var ledger = database.OpenLedger();
        var seconds = new Samples();
        for (var run = 0; run <= bench.Options.Runs; run++)
        {
            started = Stopwatch.GetTimestamp();
            var recount = await ledger.RecountAsync(bench.Stop);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (recount.Sources != records || recount.Differences.Count > 0)
                throw new InvalidOperationException($"The recount of {records} records counted {recount.Sources} and found {recount.Differences.Count} differences.");
            if (run == 0)
                continue;
            seconds.Add(elapsed);
            Bench.Tell($"  run {run}: {elapsed:0.00} s");
        }

        return [TableRow.AtMost($"recount of {lines:N0} contributions of {records:N0} records, {Bench.NameOf(engine)}", seconds, 3, "s")];
    }
}
