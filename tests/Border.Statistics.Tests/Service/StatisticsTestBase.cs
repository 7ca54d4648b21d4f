using Border.Cases.V1;
using Border.Statistics.Tests.Indicators;
using Border.Storage;
using Border.Testing;

namespace Border.Statistics.Tests.Service;

/// <summary>From a committed record to the figure, as a client sees it, on each engine.</summary>
public abstract class StatisticsTestBase(StorageEngineKind engine) : IAsyncLifetime
{
    private protected const string Cases = "border_cases_registered";

    private protected StoragePlace Place { get; private set; } = null!;

    private protected StatisticsHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        Host = await StatisticsHost.StartAsync(Place);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        Place.Dispose();
    }

    private protected async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        await Host.DisposeAsync();
        Host = await StatisticsHost.StartAsync(Place, settings);
    }

    private protected static Case Renamed(string name)
    {
        var record = Records.Case();
        record.Name = name;
        return record;
    }
}
