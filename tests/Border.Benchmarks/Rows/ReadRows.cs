using Border.Benchmarks.Load;
using Border.Benchmarks.Peers;
using Border.Benchmarks.Report;
using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf;

namespace Border.Benchmarks.Rows;

/// <summary>What the audit costs a read, which is answered when its entry is in the log for good.</summary>
internal static class ReadRows
{
    private const string Method = "/border.cases.v1.CaseService/GetCase";
    private const int InFlight = 32;
    private const int Connections = 2;
    private const int Cases = 64;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        using var audited = await ProcessUnderTest.StartAsync("Border.Cases", Settings.Of(await bench.NewStorageAsync(engine)), bench.Stop);
        using var unaudited = await ProcessUnderTest.StartAsync(
            "Border.Benchmarks", Settings.Of(await bench.NewStorageAsync(engine)), bench.Stop, PeerHost.Command, PeerHost.Unaudited);
        using var own = await FilledAsync(bench, audited);
        using var other = await FilledAsync(bench, unaudited);
        var (rates, otherRates) = (new Samples(), new Samples());
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            rates.Add((await own.RunAsync(Messages(), InFlight, bench.Options.Slice)).PerSecond);
            otherRates.Add((await other.RunAsync(Messages(), InFlight, bench.Options.Slice)).PerSecond);
        }

        return [TableRow.Beside($"audited reads of a case, {engine}, 32 in flight", rates, "the same without the audit", otherRates)];
    }

    private static async Task<UnaryLoad> FilledAsync(Bench bench, ProcessUnderTest server)
    {
        using var writing = await UnaryLoad.ConnectAsync(server.Address, CaseMessages.RegisterMethod, Connections, bench.Stop);
        var written = new MessageSequence(CaseMessages.Registering());
        for (var i = 0; i < Cases; i++)
            await writing.CallAsync(written);
        var reading = await UnaryLoad.ConnectAsync(server.Address, Method, Connections, bench.Stop);
        await reading.RunAsync(Messages(), InFlight, bench.Options.WarmUp);
        return reading;
    }

    private static MessageSequence Messages() => new(new NumberedMessages(
        Enumerable.Range(1, Cases).Select(IMessage (i) => new GetCaseRequest { Name = $"cases/case-{NumberedMessages.TextOf(i)}" })));
}
