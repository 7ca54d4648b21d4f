using System.Diagnostics;
using Border.Statistics.V1;
using Border.Testing;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.SystemTests.Demo;

/// <summary>A station as its users start it: a process of its own, which can be killed.</summary>
internal sealed class StationProcess : IDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "Border.Station.dll");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private StationProcess(int port, IEnumerable<string> arguments)
    {
        Address = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet", [Assembly, $"--Listen:Url={Address}", "--Headquarters:Url=http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public string Address { get; }

    public static StationProcess Start(ScratchFolder folder, params string[] arguments) =>
        new(FreePort.Next(), ["--data", folder.Path, .. arguments]);

    /// <summary>Standard output up to and with the first line that begins so.</summary>
    public async Task<IReadOnlyList<string>> ReadUntilAsync(string begin)
    {
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(begin, StringComparison.Ordinal))
                return lines;
        }

        throw new InvalidOperationException($"The station ended: {await _errors}");
    }

    /// <summary>Returns when its feeds hold so many events, or when it has ended.</summary>
    public async Task UntilFedAsync(long events)
    {
        using var channel = GrpcChannel.ForAddress(Address);
        var statistics = new StatisticsService.StatisticsServiceClient(channel);
        while (!_process.HasExited && await FedAsync(statistics) < events)
            await Task.Delay(Pause);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAsync()
    {
        var isRunning = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync();
        return isRunning;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<long> FedAsync(StatisticsService.StatisticsServiceClient statistics)
    {
        try
        {
            var progress = await statistics.GetProgressAsync(new());
            return progress.Feeds.Sum(feed => feed.HeadPosition);
        }
        catch (RpcException)
        {
            // It does not listen yet, or no longer.
            return 0;
        }
    }
}
