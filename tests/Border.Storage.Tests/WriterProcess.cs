using System.Diagnostics;
using System.Globalization;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>A process that writes to a store and can be killed; keeps what it was told is stored.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    public WriterProcess(StoragePlace place, string service, string prefix, int writers, int count)
        : this(place, service, prefix, writers.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture))
    {
    }

    private WriterProcess(StoragePlace place, string service, params string[] work)
    {
        var assembly = typeof(WriterProcess).Assembly.Location.Replace("Border.Storage.Tests.dll", "Border.Storage.Writer.dll", StringComparison.Ordinal);
        string[] arguments =
            [assembly, place.Options.Engine.ToString(), place.Place, place.Options.DatabasePrefix, service, .. work];
        process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>A process that folds into the ledger, and tells how far.</summary>
    public static WriterProcess Folding(StoragePlace place, string service) => new(place, service, "fold");

    /// <summary>A process that rebuilds the ledger again and again: <c>given-N</c> stands for one that is under way, <c>done-N</c> for one that is done.</summary>
    public static WriterProcess Rebuilding(StoragePlace place, string service) => new(place, service, "rebuild");

    /// <summary>Request ids with the feed position that each was told.</summary>
    public Dictionary<string, long> Acknowledged { get; } = [];

    public Task Ready => ready.Task;

    public async Task WaitForAsync(int acknowledged)
    {
        while (Count() < acknowledged && !process.HasExited)
            await Task.Delay(5);
    }

    public int Count()
    {
        lock (Acknowledged)
            return Acknowledged.Count;
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        await ended.Task;
        return process.ExitCode;
    }

    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private void Take(string? line)
    {
        ready.TrySetResult();
        if (line is null)
        {
            ended.TrySetResult();
            return;
        }

        var parts = line.Split(' ');
        if (parts.Length != 2)
            return;
        lock (Acknowledged)
            Acknowledged.Add(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
