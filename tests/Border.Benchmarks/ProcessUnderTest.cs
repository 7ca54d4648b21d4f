using System.Diagnostics;
using System.Globalization;
using Border.Testing;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Border.Benchmarks;

/// <summary>A server in a process of its own, as it runs in the field, on a free loopback port.</summary>
internal sealed class ProcessUnderTest : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(10);

    private readonly Process process;
    private readonly StandardError errors;

    private ProcessUnderTest(Process process, Uri address) =>
        (this.process, Address, errors) = (process, address, new StandardError(process));

    public Uri Address { get; }

    /// <summary>From the start of the process until its health is SERVING.</summary>
    public TimeSpan TimeToServe { get; private set; }

    /// <summary>The most memory that it has had, in bytes, as the kernel counts it.</summary>
    public long PeakMemoryBytes
    {
        get
        {
            const string Label = "VmHWM:";
            var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(Label, StringComparison.Ordinal));
            return long.Parse(line[Label.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="assembly">The program, such as <c>Border.Cases</c>.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public static async Task<ProcessUnderTest> StartAsync(
        string assembly, IEnumerable<(string Key, string Value)> settings, CancellationToken ct, params string[] first)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}");
        IEnumerable<(string Key, string Value)> all = [("Listen:Url", address.GetLeftPart(UriPartial.Authority)), .. settings];
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), .. first, .. all.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var started = Stopwatch.GetTimestamp();
        var server = new ProcessUnderTest(Process.Start(start)!, address);
        await server.UntilServingAsync(ct);
        server.TimeToServe = Stopwatch.GetElapsedTime(started);
        return server;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task UntilServingAsync(CancellationToken ct)
    {
        using var channel = GrpcChannel.ForAddress(Address);
        var health = new Health.HealthClient(channel);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StartTimeout && !process.HasExited)
        {
            if (await IsServingAsync(health, ct))
                return;
            await Task.Delay(StartPoll, ct);
        }

        throw new InvalidOperationException($"A server did not start: {errors.Text}");
    }

    private static async Task<bool> IsServingAsync(Health.HealthClient health, CancellationToken ct)
    {
        try
        {
            var answer = await health.CheckAsync(new HealthCheckRequest(), cancellationToken: ct);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            return false;
        }
    }

    /// <summary>Keeps the first of what a process says, and lets it say the rest.</summary>
    private sealed class StandardError
    {
        private const int MostLines = 40;
        private readonly List<string> lines = [];

        public StandardError(Process process)
        {
            process.OutputDataReceived += (_, line) => Take(line.Data);
            process.ErrorDataReceived += (_, line) => Take(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public string Text
        {
            get
            {
                lock (lines)
                    return string.Join(Environment.NewLine, lines);
            }
        }

        private void Take(string? line)
        {
            lock (lines)
            {
                if (line is not null && lines.Count < MostLines)
                    lines.Add(line);
            }
        }
    }
}
