using Border.Seizures.V1;
using Border.Statistics;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Seizures.Tests.Measurements;

public sealed class SqliteMeasuredFigureTests() : MeasuredFigureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresMeasuredFigureTests() : MeasuredFigureSuite(StorageEngineKind.Postgres);

/// <summary>Figures follow measurements, and can be asked as they were known before each.</summary>
public abstract class MeasuredFigureSuite(StorageEngineKind engine) : IAsyncLifetime
{
    // Noon in Asia/Shanghai, whose dates are the days of figures.
    private static readonly DateTimeOffset FirstDay = new(2021, 5, 17, 4, 0, 0, TimeSpan.Zero);

    private readonly SetClock _clock = new(FirstDay);
    private StoragePlace _place = null!;
    private ServiceHost _host = null!;

    private SeizureService.SeizureServiceClient Seizures => new(_host.Channel);

    private StatisticsService.StatisticsServiceClient Statistics => new(_host.Channel);

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        string[] keys = ["Listen:Url", "Feeds:Patrols", "Feeds:Persons", "Feeds:Cases", "Feeds:Seizures"];
        _host = await ServiceHost.StartAsync(
            _place,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.AddSeizures().AddStatistics();
            },
            app => app.MapSeizures().MapStatistics(),
            [.. keys.Select(key => (key, address))]);
        await Statistics.ImportAreasAsync(new()
        {
            Areas = { new Area { Code = "53", Kind = AreaKind.Region, DisplayName = new() { En = "53", Zh = "53" } } },
            RequestId = "areas",
        });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Figures_EstimatedThenWeighedThenFromTheLaboratory_FollowAndKeepWhatWasKnown()
    {
        var item = new SeizedItem
        {
            Id = "d1",
            Kind = ItemKind.Drug,
            Sort = "heroin",
            Quantity = Kilograms("10"),
            QuantityMethod = MeasurementMethod.Estimated,
        };
        await Seizures.RecordSeizureAsync(new()
        {
            SeizureId = "a",
            RequestId = "a",
            Seizure = new() { Unit = "U1", Area = "53", SeizeTime = Timestamp.FromDateTimeOffset(FirstDay), Items = { item } },
        });
        await MeasureAsync("m1", MeasurementMethod.Weighed, "9.2", day: 1);
        await MeasureAsync("m2", MeasurementMethod.Laboratory, "9.15", day: 2);
        await MeasureAsync("m3", MeasurementMethod.Weighed, "9.18", day: 3);
        await Seizures.WithdrawMeasurementAsync(new() { Name = "seizures/a", ItemId = "d1", MeasurementId = "m2", Reason = "another lot", RequestId = "w" });

        await FoldedAsync(5);

        Assert.Equal("0.01", await TonnesAsync("2021-05-17"));
        Assert.Equal("0.0092", await TonnesAsync("2021-05-18"));
        Assert.Equal("0.00915", await TonnesAsync("2021-05-19"));
        Assert.Equal("0.00918", await TonnesAsync(""));
        var recount = await Statistics.RecountAsync(new() { Source = RecountSource.Contributions });
        Assert.Empty(recount.Differences);
    }

    [Fact]
    public async Task Figures_WeighedThenCountedByTheLaboratory_KeepTheMass()
    {
        var item = new SeizedItem { Id = "d1", Kind = ItemKind.Drug, Sort = "heroin", Quantity = new() { Count = 3 }, QuantityMethod = MeasurementMethod.Estimated };
        await Seizures.RecordSeizureAsync(new()
        {
            SeizureId = "a",
            RequestId = "a",
            Seizure = new() { Unit = "U1", Area = "53", SeizeTime = Timestamp.FromDateTimeOffset(FirstDay), Items = { item } },
        });
        await MeasureAsync("m1", MeasurementMethod.Weighed, Kilograms("9.2"), day: 1);
        await MeasureAsync("m2", MeasurementMethod.Laboratory, new Quantity { Count = 31000 }, day: 2);

        await FoldedAsync(3);

        Assert.Equal(["0", "0.0092", "0.0092"], [await TonnesAsync("2021-05-17"), await TonnesAsync("2021-05-18"), await TonnesAsync("")]);
    }

    private Task MeasureAsync(string id, MeasurementMethod method, string kilograms, int day) => MeasureAsync(id, method, Kilograms(kilograms), day);

    private async Task MeasureAsync(string id, MeasurementMethod method, Quantity quantity, int day)
    {
        _clock.Now = FirstDay.AddDays(day);
        await Seizures.RecordMeasurementAsync(new()
        {
            Name = "seizures/a",
            ItemId = "d1",
            RequestId = id,
            Measurement = new()
            {
                Id = id,
                Method = method,
                Basis = MeasurementBasis.Net,
                Quantity = quantity,
                MeasureTime = Timestamp.FromDateTimeOffset(_clock.Now),
            },
        });
    }

    private async Task FoldedAsync(long position) => await Statistics.AwaitProgressAsync(
        new() { Positions = { new FeedPosition { Feed = "seizures", Position = position } } },
        deadline: TimeProvider.System.GetUtcNow().AddSeconds(30).UtcDateTime);

    private async Task<string> TonnesAsync(string asOf)
    {
        var figures = await Statistics.GetFiguresAsync(new() { Indicators = { "drugs_seized" }, Period = "2021-05-17", AsOf = asOf });
        return Assert.Single(figures.Figures).Value.Amount;
    }

    private static Quantity Kilograms(string amount) => new() { Mass = new() { Amount = amount, Unit = MassUnit.Kilogram } };
}
