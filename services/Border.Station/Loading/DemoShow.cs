using Border.ServiceDefaults.Hosting;
using Border.Station.Demo;
using Border.Statistics.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Border.Station.Loading;

/// <summary>Shows the demo: loads it over the station's own address, as a field client would, and asks for the bulletin.</summary>
internal sealed class DemoShow(GrpcChannel channel, DemoData demo, TextWriter notes, TimeProvider clock) : IAsyncDisposable
{
    private const string Period = "2021-H1";
    private const string ReleaseId = "2021-h1";

    private readonly StatisticsService.StatisticsServiceClient _statistics = new(channel);

    public static DemoShow Create(WebApplication app, TextWriter notes)
    {
        var channel = app.Services.GetRequiredService<ServiceChannels>().Open(app.ListenUri());
        return new(channel, DataOf(app), notes, app.Services.GetRequiredService<TimeProvider>());
    }

    /// <summary>The demo of the size that the options say.</summary>
    public static DemoData DataOf(WebApplication app)
    {
        var divisor = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Divisor;
        return new(divisor == 1 ? DemoTargets.Published : DemoTargets.Published.Divided(divisor));
    }

    /// <summary>Returns when everything is stored and counted.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (await IsLoadedAsync(ct))
        {
            await notes.WriteLineAsync("The demo is loaded already.");
        }
        else
        {
            var start = clock.GetTimestamp();
            var counter = new LoadCounter();
            await using (new LoadMeter(counter, demo.SubmissionCount, notes, clock))
                await new DemoLoad(channel, demo, counter, clock).RunAsync(ct);
            await notes.WriteLineAsync(counter.Summary(clock.GetElapsedTime(start)));
        }

        await DraftAsync(ct);
    }

    public async Task<string> BulletinAsync(string language, CancellationToken ct)
    {
        var bulletin = await _statistics.GetBulletinAsync(new() { Period = Period }, cancellationToken: ct);
        return (language == "zh" ? bulletin.Narrative.Zh : bulletin.Narrative.En).TrimEnd('\n');
    }

    /// <summary>A release that waits for the user of the machine, who is another person, to sign it. The same again is answered as before.</summary>
    private async Task DraftAsync(CancellationToken ct) => await new ReleaseService.ReleaseServiceClient(channel).DraftReleaseAsync(
        new() { ReleaseId = ReleaseId, Period = Period, RequestId = "demo-release" },
        new Metadata { { "border-actor", "headquarters-1" } },
        cancellationToken: ct);

    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns are sent last, and the last of them only when all else has its receipt.</summary>
    private async Task<bool> IsLoadedAsync(CancellationToken ct)
    {
        var last = demo.Returns[^1].Submit.Return;
        var known = await _statistics.ListIndicatorsAsync(new(), cancellationToken: ct);
        if (known.Indicators.All(indicator => indicator.Code != last.Indicator))
            return false;
        var figures = await _statistics.GetFiguresAsync(
            new() { Indicators = { last.Indicator }, Period = $"{last.PeriodStart}..{last.PeriodEnd}" }, cancellationToken: ct);
        return figures.Figures.Any(figure => figure.Value is not null);
    }
}
