using Border.Benchmarks.Load;
using Border.Benchmarks.Report;
using Border.Statistics.V1;
using Border.Storage;
using Grpc.Net.Client;

namespace Border.Benchmarks.Rows;

/// <summary>What a station asks of the machine that it runs on.</summary>
internal static class StationRows
{
    private const int Clients = 4;
    private const double MostSeconds = 3;
    private const double MostMegabytes = 350;
    private const double BytesInMegabyte = 1_000_000;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench)
    {
        var (seconds, megabytes, rates) = (new Samples(), new Samples(), new Samples());
        var records = bench.Options.IsQuick ? 10_000 : 50_000;
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            var storage = await bench.NewStorageAsync(StorageEngineKind.Sqlite);
            using var station = await ProcessUnderTest.StartAsync("Border.Station", Settings.Of(storage), bench.Stop);
            seconds.Add(station.TimeToServe.TotalSeconds);
            rates.Add(await BulkLoad.RunAsync(station.Address, new MessageSequence(CaseMessages.Submitting()), Clients, records, bench.Stop));
            await UntilFoldedAsync(station.Address, records, bench.Stop);
            megabytes.Add(station.PeakMemoryBytes / BytesInMegabyte);
            Bench.Tell($"  run {run + 1}: {seconds.Values[^1]:0.00} s, {megabytes.Values[^1]:0} MB, upload {Numbers.Rate(rates.Values[^1])}");
        }

        return
        [
            TableRow.AtMost("station, new data folder: start to serving", seconds, MostSeconds, "s"),
            TableRow.AtMost($"station: peak memory, {records:N0} cases by {Clients} clients", megabytes, MostMegabytes, "MB"),
            TableRow.Rated("station: that upload, SQLite, figures kept up", rates),
        ];
    }

    private static async Task UntilFoldedAsync(Uri address, long position, CancellationToken ct)
    {
        using var channel = GrpcChannel.ForAddress(address);
        await new StatisticsService.StatisticsServiceClient(channel).AwaitProgressAsync(
            new() { Positions = { new FeedPosition { Feed = "cases", Position = position } } }, cancellationToken: ct);
    }
}
