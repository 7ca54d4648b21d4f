using System.Globalization;
using Border.Cases;
using Border.Patrols;
using Border.Persons;
using Border.Seizures;
using Border.Statistics;
using Border.Statistics.V1;
using Border.Storage;
using Border.SystemTests.Samples;
using Border.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Border.SystemTests.Histories;

/// <summary>Every service in one host, on one engine, with a clock that the test sets on.</summary>
internal sealed class HistoryHost : IAsyncDisposable
{
    private readonly StoragePlace _place;

    private HistoryHost(StoragePlace place, ServiceHost host, ShiftedClock clock) => (_place, Host, Clock) = (place, host, clock);

    public ServiceHost Host { get; }

    public ShiftedClock Clock { get; }

    public StatisticsService.StatisticsServiceClient Statistics => new(Host.Channel);

    public static async Task<HistoryHost> StartAsync(StorageEngineKind engine, params (string Key, string Value)[] settings)
    {
        var place = await StoragePlace.NewAsync(engine);
        var clock = new ShiftedClock();
        var address = $"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}";
        string[] feeds = ["Feeds:Patrols", "Feeds:Persons", "Feeds:Cases", "Feeds:Seizures"];
        var host = await ServiceHost.StartAsync(
            place,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.AddPatrols().AddPersons().AddCases().AddSeizures().AddStatistics();
            },
            app => app.MapPatrols().MapPersons().MapCases().MapSeizures().MapStatistics(),
            [("Listen:Url", address), ("Links:Persons", address), .. feeds.Select(feed => (feed, address)), .. settings]);
        var history = new HistoryHost(place, host, clock);
        await history.Statistics.CreateIndicatorAsync(new()
        {
            RequestId = "indicator",
            Indicator = new()
            {
                Code = SampleTexts.ReportedIndicator,
                DisplayName = new() { En = "Invented", Zh = "虚构" },
                Unit = "cases",
                Measure = Measure.Flow,
            },
        });
        await SamplePhoto.UploadAsync(host.Channel);
        await SampleNotices.SendAsync(host.Channel);
        return history;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _place.Dispose();
    }
}
