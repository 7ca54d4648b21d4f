using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.ServiceDefaults.Feeds;
using Border.ServiceDefaults.Records;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Tests.Service;

/// <summary>
/// The service as it really runs, beside the stores of the four record services, whose feeds it follows over gRPC. A test
/// commits records to them in any state.
/// </summary>
internal sealed class StatisticsHost : IAsyncDisposable
{
    private readonly ServiceHost _host;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, long> _heads = new(StringComparer.Ordinal);

    private StatisticsHost(ServiceHost host, TimeProvider clock) => (_host, _clock) = (host, clock);

    public StatisticsService.StatisticsServiceClient Client => new(_host.Channel);

    public CompletenessService.CompletenessServiceClient Completeness => new(_host.Channel);

    public ReleaseService.ReleaseServiceClient Releases => new(_host.Channel);

    public SavedFilterService.SavedFilterServiceClient Filters => new(_host.Channel);

    public ServiceHost Host => _host;

    public ILedger Ledger => _host.Services.GetRequiredKeyedService<ILedger>(FeedNames.Statistics);

    public static Task<StatisticsHost> StartAsync(StoragePlace place, params (string Key, string Value)[] settings) =>
        StartAsync(place, TimeProvider.System, settings);

    public static async Task<StatisticsHost> StartAsync(StoragePlace place, TimeProvider clock, params (string Key, string Value)[] settings)
    {
        // The service calls itself for the feeds, so its address must be known before it starts.
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var addresses = new[] { "Listen:Url", "Feeds:Patrols", "Feeds:Persons", "Feeds:Cases", "Feeds:Seizures" }
            .Where(key => settings.All(setting => setting.Key != key)).Select(key => (key, address));
        return new(await ServiceHost.StartAsync(place, AddAll, app => app.MapStatistics(), [.. addresses, .. settings]), clock);

        void AddAll(WebApplicationBuilder builder)
        {
            Add(builder);
            builder.Services.AddSingleton(clock);
        }
    }

    /// <summary>Commits the next version of a record to the feed of its service.</summary>
    public async Task CommitAsync(string feed, string name, long version, IMessage record)
    {
        var request = Guid.CreateVersion7().ToString();
        var collection = name[..name.IndexOf('/', StringComparison.Ordinal)];
        var store = _host.Services.GetRequiredKeyedService<IDocumentStore>(feed);
        var outcome = await store.CommitAsync(
            new()
            {
                RequestId = request,
                ContentHash = [1],
                Collection = collection,
                Record = name,
                Writes = [new(collection, name, version - 1, JsonFormatter.Default.Format(record), [])],
                Events = [new(name, version, "changed", Any.Pack(record).ToByteArray())],
                Actor = "test",
                Audit = new() { Action = "collection", Method = "Test", Records = [name] },
                Time = _clock.GetUtcNow(),
            },
            CancellationToken.None);
        _heads[feed] = Assert.IsType<CommitOutcome.Committed>(outcome).Receipt.FeedPosition;
    }

    public async Task ImportAreasAsync(params string[] codes) => await Client.ImportAreasAsync(new()
    {
        Areas = { codes.Select(code => new Area { Code = code, Kind = AreaKind.Region, DisplayName = new() { En = code, Zh = code } }) },
        RequestId = Guid.CreateVersion7().ToString(),
    });

    public Task CommitAsync(Case record, long version = 1) => CommitAsync(FeedNames.Cases, record.Name, version, record);

    /// <summary>Returns when everything committed is in the figures.</summary>
    public async Task FoldedAsync()
    {
        var own = await _host.Services.GetRequiredKeyedService<IDocumentStore>(FeedNames.Statistics).HeadAsync(CancellationToken.None);
        var positions = _heads.Append(new(FeedNames.Statistics, own))
            .Select(feed => new FeedPosition { Feed = feed.Key, Position = feed.Value });
        await Client.AwaitProgressAsync(new() { Positions = { positions } }, deadline: Soon());
    }

    /// <summary>Returns when every feed has been heard of and folded.</summary>
    public async Task CalmAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; tries < 3000; tries++)
        {
            if (!(await Client.GetProgressAsync(new())).Feeds.Any(feed => feed.Stale))
                return;
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"Feeds are stale: {await Client.GetProgressAsync(new())}");
    }

    public async Task<Figure> FigureAsync(
        string indicator, string period, string area = "", string asOf = "", string basis = "")
    {
        var request = new GetFiguresRequest { Indicators = { indicator }, Period = period, AsOf = asOf };
        if (area.Length > 0)
            request.Areas.Add(area);
        if (basis.Length > 0)
            request.CompareWith.Add(basis);
        return Assert.Single((await Client.GetFiguresAsync(request)).Figures);
    }

    public async Task<Indicator> AddIndicatorAsync(string code = "windows", string unit = "windows", Measure measure = Measure.Flow) =>
        await Client.CreateIndicatorAsync(new()
        {
            Indicator = new() { Code = code, Unit = unit, Measure = measure, DisplayName = new() { En = "Windows", Zh = "窗口" } },
            RequestId = Guid.CreateVersion7().ToString(),
        });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static DateTime Soon() => TimeProvider.System.GetUtcNow().AddSeconds(30).UtcDateTime;

    private static void Add(WebApplicationBuilder builder)
    {
        builder.AddStatistics();
        AddFeed<Patrol>(builder, FeedNames.Patrols, "patrols", record => record.Name);
        AddFeed<Interception>(builder, FeedNames.Persons, "interceptions", record => record.Name);
        builder.Services.AddRecords(FeedNames.Cases, "border.cases.v1.CaseService", new RecordKind<Case>("cases", record => record.Name, (_, _) => { }, _ => [])
        {
            Readers = (record, actor) => record.NeedToKnow.Count == 0 || record.NeedToKnow.Contains(actor),
            Place = new(record => record.Area),
        });
        AddFeed<Seizure>(builder, FeedNames.Seizures, "seizures", record => record.Name);
    }

    private static void AddFeed<T>(WebApplicationBuilder builder, string feed, string collection, Func<T, string> nameOf)
        where T : class, IMessage<T>, new() =>
        builder.Services.AddDocumentStore(feed).AddFeed(feed, new RecordKind<T>(collection, nameOf, (_, _) => { }, _ => []));
}
