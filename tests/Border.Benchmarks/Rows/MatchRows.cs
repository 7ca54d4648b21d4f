using System.Diagnostics;
using Border.Benchmarks.Load;
using Border.Benchmarks.Records;
using Border.Benchmarks.Report;
using Border.Persons.V1;
using Border.Storage;
using Google.Protobuf;

namespace Border.Benchmarks.Rows;

/// <summary>
/// Registering persons one after the other among a million: such as are like nobody, such as are like a few, and such as have
/// the name and birth date of very many.
/// </summary>
internal static class MatchRows
{
    private const string Method = "/border.persons.v1.PersonRegistryService/RegisterPerson";
    private const int Records = 1_000_000;
    private const int Templates = 200;

    // More than are registered: none is like one of before.
    private const int Strangers = 10_000;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var records = bench.Options.IsQuick ? Records / 50 : Records;
        var storage = await bench.NewStorageAsync(engine);
        var started = Stopwatch.GetTimestamp();
        await SamplePersons.FillAsync(storage, records, bench.Stop);
        Bench.Tell($"  filled with {records} persons in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        using var persons = await ProcessUnderTest.StartAsync("Border.Persons", Settings.Of(storage), bench.Stop);
        using var load = await UnaryLoad.ConnectAsync(persons.Address, Method, 1, bench.Stop);
        (string What, MessageSequence Requests, Samples Medians)[] kinds =
        [
            ("like nobody", Registering("nobody", Strangers, SamplePersons.Stranger), new()),
            ("like a few", Registering("few", Templates, i => SamplePersons.Of((i * (records / Templates)) + 1)), new()),
            ("like very many", Registering("many", Templates, _ => SamplePersons.Of(0)), new()),
        ];
        for (var run = 0; run <= bench.Options.Runs; run++)
        {
            foreach (var (what, requests, medians) in kinds)
            {
                var latencies = (await load.RunAsync(requests, 1, bench.Options.Slice)).Latencies.Select(latency => latency.TotalMilliseconds).ToList();
                if (run > 0)
                    medians.Add(Samples.Percentile(latencies, 0.5));
                Bench.Tell($"  run {run}: {what} p50 {Samples.Percentile(latencies, 0.5):0.00} ms, p99 {Samples.Percentile(latencies, 0.99):0.00} ms of {latencies.Count}");
            }
        }

        var nobody = kinds[0].Medians;
        return
        [
            .. kinds.Select(kind => TableRow.Told($"registering a person {kind.What} among {records:N0}, {Bench.NameOf(engine)}: p50", kind.Medians, "ms") with
            {
                Peer = kind.Medians == nobody ? "" : "one like nobody",
                PeerMedian = kind.Medians == nobody ? "" : $"{Numbers.Plain(nobody.Median)} ms",
                Ratio = kind.Medians == nobody ? "" : Numbers.Plain(kind.Medians.Over(nobody).Median),
            }),
        ];
    }

    // Each kind has ids of its own.
    private static MessageSequence Registering(string kind, int count, Func<int, Person> person) =>
        new(new NumberedMessages(Enumerable.Range(0, count).Select(IMessage (i) => new RegisterPersonRequest
        {
            PersonId = $"p-{kind}-{NumberedMessages.Mark}",
            RequestId = $"{NumberedMessages.Mark}-{kind}",
            Person = person(i),
        })));
}
