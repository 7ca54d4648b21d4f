using Border.Testing;

namespace Border.SystemTests.Demo;

/// <summary>A station that has loaded the whole demo and goes on serving.</summary>
public sealed class LoadedStation : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private StationProcess? _station;

    public string Address => _station!.Address;

    public async Task InitializeAsync()
    {
        _station = StationProcess.Start(_folder, "--demo", "--Logging:LogLevel:Default=Warning");
        await _station.ReadUntilAsync("Border bulletin");
    }

    public Task DisposeAsync()
    {
        _station?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
