using System.Diagnostics;
using Border.Benchmarks.Load;
using Border.Benchmarks.Records;
using Border.Benchmarks.Report;
using Border.Lookup.V1;
using Border.Storage;

namespace Border.Benchmarks.Rows;

/// <summary>Searches for a number, for a whole name and for words that every record has, one after the other, among a million cases.</summary>
internal static class SearchRows
{
    private const string Method = "/border.lookup.v1.LookupService/SearchRecords";
    private const int Records = 1_000_000;
    private const int Queries = 200;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var records = bench.Options.IsQuick ? Records / 50 : Records;
        var storage = await bench.NewStorageAsync(engine);
        var started = Stopwatch.GetTimestamp();
        await SampleCases.FillAsync(storage, records, bench.Stop);
        Bench.Tell($"  filled with {records} cases in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        using var cases = await ProcessUnderTest.StartAsync("Border.Cases", Settings.Of(storage), bench.Stop);
        using var load = await UnaryLoad.ConnectAsync(cases.Address, Method, 1, bench.Stop);
        var rows = new List<TableRow>();
        foreach (var (what, query) in (IReadOnlyList<(string, Func<int, string>)>)
                 [("a number", SampleCases.NumberOf), ("a name", SampleCases.NameOf), ("words that all have", _ => "found path")])
        {
            var requests = Enumerable.Range(0, Queries).Select(i => new SearchRecordsRequest { Query = query(i * (records / Queries)) }).ToList();
            rows.Add(await MeasureAsync(bench, load, new(new NumberedMessages(requests)), $"search for {what} among {records:N0} cases, {Bench.NameOf(engine)}: p99"));
        }

        return rows;
    }

    private static async Task<TableRow> MeasureAsync(Bench bench, UnaryLoad load, MessageSequence requests, string what)
    {
        if (SearchRecordsResponse.Parser.ParseFrom(await load.CallAsync(requests)).Records.Count == 0)
            throw new InvalidOperationException($"{what}: nothing is found.");
        await load.RunAsync(requests, 1, bench.Options.WarmUp);
        var highs = new Samples();
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            var latencies = (await load.RunAsync(requests, 1, bench.Options.Slice)).Latencies.Select(latency => latency.TotalMilliseconds).ToList();
            highs.Add(Samples.Percentile(latencies, 0.99));
            Bench.Tell($"  run {run + 1}: {what} {highs.Values[^1]:0.00} ms of {latencies.Count}");
        }

        return TableRow.Told(what, highs, "ms");
    }
}
