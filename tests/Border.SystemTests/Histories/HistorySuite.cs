using System.Globalization;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Xunit.Abstractions;

namespace Border.SystemTests.Histories;

public sealed class SqliteHistoryTests(ITestOutputHelper output) : HistorySuite(StorageEngineKind.Sqlite, output);

public sealed class PostgresHistoryTests(ITestOutputHelper output) : HistorySuite(StorageEngineKind.Postgres, output);

/// <summary>
/// Random histories of every kind of record: after each day the figures equal a recount, and later they are still told as they
/// were known on that day.
/// </summary>
public abstract class HistorySuite(StorageEngineKind engine, ITestOutputHelper output)
{
    private const int Days = 12;
    private const int RecordsRecountedEvery = 3;
    private const string Period = "2020-01-01..2021-12-31";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Figures_OfARandomHistory_EqualARecountEachDayAndAreKnownAsTheyWere(int seed)
    {
        await using var host = await HistoryHost.StartAsync(engine);
        var history = new RandomHistory(seed, host.Host.Channel.CreateCallInvoker());
        var known = new Dictionary<string, IReadOnlyList<string>>();
        for (var day = 1; day <= Days; day++)
        {
            await history.StepAsync();
            await host.Statistics.AwaitProgressAsync(new()
            {
                Positions = { history.Positions.Select(pair => new FeedPosition { Feed = pair.Key, Position = pair.Value }) },
            });
            await AssertRecountAsync(host, RecountSource.Contributions);
            if (day % RecordsRecountedEvery == 0)
            {
                await AssertRecountAsync(host, RecountSource.Records);
                await AssertPersonsAsync(host);
            }

            known[TodayOf(host.Clock)] = await FiguresAsync(host, "");
            host.Clock.NextDay();
        }

        foreach (var (day, figures) in known)
            Assert.Equal(figures, await FiguresAsync(host, day));
        output.WriteLine(string.Join('\n', history.CarriedOut.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.True(history.CarriedOut.Count >= 15, "Few kinds of request were carried out at all.");
        Assert.NotEqual(known.Values.First(), known.Values.Last());
    }

    internal static async Task AssertRecountAsync(HistoryHost host, RecountSource source)
    {
        var recount = await host.Statistics.RecountAsync(new() { Source = source });

        Assert.Empty(recount.Differences);
        Assert.True(recount.SourceCount > 0);
    }

    /// <summary>Persons counted from the records themselves, in the plainest way.</summary>
    private static async Task AssertPersonsAsync(HistoryHost host)
    {
        var encounters = await RecordedEncounters.ReadAsync(host.Host.Channel);
        foreach (var breakdown in (Breakdown[])[Breakdown.Unspecified, Breakdown.Area, Breakdown.Category, Breakdown.Month])
        {
            var figures = await host.Statistics.GetFiguresAsync(
                new() { Indicators = { RecordedEncounters.Indicator }, Period = Period, Breakdown = breakdown });
            foreach (var figure in figures.Figures)
                Assert.Equal((breakdown, figure.Period, figure.Area, figure.Category, encounters.PersonsIn(figure)), (breakdown, figure.Period, figure.Area, figure.Category, figure.Value.Amount));
        }
    }

    // In Asia/Shanghai, where days are counted by default.
    private static string TodayOf(ShiftedClock clock) =>
        clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static async Task<IReadOnlyList<string>> FiguresAsync(HistoryHost host, string asOf)
    {
        var indicators = (await host.Statistics.ListIndicatorsAsync(new())).Indicators.Select(indicator => indicator.Code).ToList();
        List<string> lines = [];
        foreach (var breakdown in Enum.GetValues<Breakdown>().Where(breakdown => breakdown != Breakdown.Day))
        {
            var request = new GetFiguresRequest { Indicators = { indicators }, Period = Period, Breakdown = breakdown, AsOf = asOf };
            var answer = await host.Statistics.GetFiguresAsync(request);
            lines.AddRange(answer.Figures.Where(figure => figure.Value is not null).Select(Text));
        }

        return lines;
    }

    private static string Text(Figure figure) =>
        $"{figure.Indicator} {figure.Period} {figure.Area} {figure.Category}: {figure.Value.Amount}";
}
