using Border.Station.Demo;
using Border.Station.Loading;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace Border.Station.Tests.Running;

/// <summary>A station as it really runs, in this process, with a demo of its own size.</summary>
internal sealed class RunningStation : IAsyncDisposable
{
    private static readonly string[] Silent = ["--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"];

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private RunningStation(WebApplication app, int port)
    {
        _app = app;
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Statistics = new(_channel);
    }

    public StatisticsService.StatisticsServiceClient Statistics { get; }

    public ChannelBase Channel => _channel;

    public static async Task<RunningStation> StartAsync(StoragePlace place, int divisor, params string[] more)
    {
        var port = FreePort.Next();
        string[] storage = place.Options.Engine == StorageEngineKind.Sqlite
            ? ["--data", place.Place]
            : ["--Storage:Engine=Postgres", $"--Privacy:Key={StoragePlace.PrivacyKey}", $"--Storage:ConnectionString={place.Place}", $"--Storage:DatabasePrefix={place.Options.DatabasePrefix}"];
        string[] arguments = [.. storage, .. Silent, $"--Listen:Url=http://127.0.0.1:{port}", $"--Demo:Divisor={divisor}", .. more];
        var app = StationRun.Build(StationArguments.Parse(arguments));
        await app.StartAsync();
        return new(app, port);
    }

    /// <summary>Loads the demo as <c>--demo</c> does.</summary>
    /// <returns>What was told to people.</returns>
    public async Task<string> LoadAsync(CancellationToken ct = default)
    {
        using var notes = new StringWriter();
        await using var show = DemoShow.Create(_app, TextWriter.Synchronized(notes));
        await show.LoadAsync(ct);
        return notes.ToString();
    }

    public async Task<string> BulletinAsync(string language)
    {
        await using var show = DemoShow.Create(_app, TextWriter.Null);
        return await show.BulletinAsync(language, default);
    }

    /// <summary>Sends the whole demo, whether or not it is there.</summary>
    public async Task<LoadCounter> SendAsync(DemoData demo)
    {
        var counter = new LoadCounter();
        await new DemoLoad(_channel, demo, counter, TimeProvider.System).RunAsync(default);
        return counter;
    }

    /// <summary>What a figure of the first half of a year is counted to.</summary>
    public async Task<decimal> FirstHalfAsync(int year, string indicator)
    {
        var response = await Statistics.GetFiguresAsync(new() { Indicators = { indicator }, Period = $"{year}-H1" });
        return decimal.Parse(response.Figures.Single().Value.Amount, System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<CellDifference>> RecountAsync(RecountSource source)
    {
        var recount = await Statistics.RecountAsync(new() { Source = source });
        Assert.True(recount.CellCount > 0 && recount.SourceCount > 0);
        return recount.Differences;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
