using System.Collections.Concurrent;
using Border.Station.Demo;
using Border.Testing;

namespace Border.SystemTests.Demo;

/// <summary>A station that has loaded the whole demo and goes on serving.</summary>
public sealed class LoadedStation : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private readonly ConcurrentDictionary<(string Period, string Compare), Lazy<Task<IReadOnlyList<IDictionary<string, object>>>>> _figures = [];
    private StationProcess? _station;

    public string Address => _station!.Address;

    public async Task InitializeAsync()
    {
        _station = StationProcess.Start(_folder, "--demo", "--Logging:LogLevel:Default=Warning");
        await _station.ReadUntilAsync("Border bulletin");
    }

    /// <summary>The figures of every indicator that has a published one, as the command line prints them: one call of it for each period.</summary>
    public Task<IReadOnlyList<IDictionary<string, object>>> FiguresAsync(string period, string compare) =>
        _figures.GetOrAdd((period, compare), _ => new(() => AskAsync(period, compare))).Value;

    public Task DisposeAsync()
    {
        _station?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<IDictionary<string, object>>> AskAsync(string period, string compare)
    {
        var indicators = DemoTable.Read("seed-figures.csv").Select(row => row["indicator"]).Distinct();
        string[] compared = compare.Length > 0 ? ["--compare", compare] : [];
        return BorderProcess.CsvAsync(Address, ["figures", "--indicator", string.Join(',', indicators), "--period", period, .. compared]);
    }
}
