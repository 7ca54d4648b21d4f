using System.Diagnostics;
using Border.Benchmarks.Load;
using Border.Benchmarks.Records;
using Border.Benchmarks.Report;
using Border.Statistics.V1;
using Border.Storage;

namespace Border.Benchmarks.Rows;

/// <summary>The national half-year bulletin with its comparison, asked for one after the other, at two sizes of the ledger.</summary>
internal static class BulletinRows
{
    private const string Method = "/border.statistics.v1.StatisticsService/GetBulletin";
    private const int Records = 150_000;
    private const int Times = 10;
    private const double MostMilliseconds = 5;
    private const double MostGrowth = 1.2;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var records = bench.Options.IsQuick ? Records / 10 : Records;
        using var small = await ServedLedger.StartAsync(bench, engine, records);
        using var large = await ServedLedger.StartAsync(bench, engine, records * Times);
        ServedLedger[] both = [small, large];
        foreach (var ledger in both)
            await ledger.AskAsync(bench.Options.WarmUp);
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            foreach (var ledger in both)
            {
                var latencies = (await ledger.AskAsync(bench.Options.Slice)).Latencies.Select(latency => latency.TotalMilliseconds).ToList();
                ledger.Medians.Add(Samples.Percentile(latencies, 0.5));
                ledger.Highs.Add(Samples.Percentile(latencies, 0.99));
                Bench.Tell($"  run {run + 1}: p50 {ledger.Medians.Values[^1]:0.00} ms, p99 {ledger.Highs.Values[^1]:0.00} ms of {latencies.Count}");
            }
        }

        var growth = large.Highs.Over(small.Highs).Median;
        var what = $"half-year bulletin, {Bench.NameOf(engine)}, {records * Times:N0} records";
        return
        [
            TableRow.AtMost($"{what}: p99", large.Highs, MostMilliseconds, "ms"),
            TableRow.AtMost($"{what}: p99", large.Highs, MostMilliseconds, "ms") with
            {
                Peer = $"p99 at {records:N0} records",
                PeerMedian = $"{Numbers.Plain(small.Highs.Median)} ms",
                Ratio = Numbers.Plain(growth),
                Target = $"≤ {Numbers.Plain(MostGrowth)} ×",
                IsMet = growth <= MostGrowth,
            },
            TableRow.Told($"{what}: p50", large.Medians, "ms") with
            {
                Peer = $"p50 at {records:N0} records",
                PeerMedian = $"{Numbers.Plain(small.Medians.Median)} ms",
                Ratio = Numbers.Plain(large.Medians.Over(small.Medians).Median),
            },
        ];
    }

    /// <summary>A station over a ledger that was filled beforehand.</summary>
    private sealed class ServedLedger(ProcessUnderTest station, UnaryLoad load) : IDisposable
    {
        private readonly MessageSequence requests = new(new NumberedMessages([new GetBulletinRequest { Period = "2021-H1" }]));

        public Samples Medians { get; } = new();

        public Samples Highs { get; } = new();

        public static async Task<ServedLedger> StartAsync(Bench bench, StorageEngineKind engine, int records)
        {
            var storage = await bench.NewStorageAsync(engine);
            var started = Stopwatch.GetTimestamp();
            await SampleLedger.FillAsync(storage, records, bench.Stop);
            Bench.Tell($"  filled with {records} records in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            var station = await ProcessUnderTest.StartAsync("Border.Station", Settings.Of(storage), bench.Stop);
            var served = new ServedLedger(station, await UnaryLoad.ConnectAsync(station.Address, Method, 1, bench.Stop));
            await served.CheckAnswerAsync();
            return served;
        }

        public Task<LoadResult> AskAsync(TimeSpan duration) => load.RunAsync(requests, 1, duration);

        public void Dispose()
        {
            load.Dispose();
            station.Dispose();
        }

        private async Task CheckAnswerAsync()
        {
            var bulletin = Bulletin.Parser.ParseFrom(await load.CallAsync(requests));
            if (!bulletin.Lines.Any(line => line.Figure.Comparisons.Any(comparison => comparison.Percent.Length > 0)))
                throw new InvalidOperationException("The bulletin has no comparison.");
        }
    }
}
