using System.Diagnostics;
using System.Runtime.InteropServices;
using Border.Benchmarks;
using Border.Benchmarks.Peers;
using Border.Benchmarks.Report;
using Border.Benchmarks.Rows;

if (args is [PeerHost.Command, ..])
{
    await PeerHost.RunAsync(args);
    return 0;
}

if (BenchmarkOptions.Parse(args, AllRows.Names) is not { } options)
{
    await Console.Error.WriteLineAsync($"{BenchmarkOptions.Usage}\nrows: {string.Join(", ", AllRows.Names)}");
    return 64;
}

using var stop = new CancellationTokenSource();
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Break);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Break);
using var bench = new Bench(options, stop.Token);
var started = Stopwatch.GetTimestamp();
var rows = new List<TableRow>();
var failed = 0;
foreach (var (name, measure) in AllRows.Chosen(options.Rows))
{
    Bench.Tell($"{name} …");
    try
    {
        rows.AddRange(await measure(bench));
    }
    catch (Exception error) when (!stop.IsCancellationRequested)
    {
        // The other rows are worth having all the same.
        Bench.Tell($"{error}");
        rows.Add(TableRow.Failed(name));
        failed++;
    }
}

Bench.Tell($"All rows took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s.");
await Console.Out.WriteLineAsync(ResultTable.Write(rows, Machine.Describe(bench.PostgresVersion), TimeProvider.System.GetUtcNow()));
return failed == 0 ? 0 : 1;

void Break(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
