using Border.Cases.V1;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;
using Border.Testing;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;

namespace Border.Statistics.Tests.Service;

public sealed class SqliteStatisticsServiceTests() : StatisticsServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresStatisticsServiceTests() : StatisticsServiceSuite(StorageEngineKind.Postgres);

/// <summary>From a committed record to the figure, as a client sees it, on each engine.</summary>
public abstract class StatisticsServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Cases = "border_cases_registered";

    private StoragePlace _place = null!;
    private StatisticsHost _host = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await StatisticsHost.StartAsync(_place);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task GetFigures_RecordChanges_CountsOnlyItsLastVersion()
    {
        await _host.ImportAreasAsync("53.02", "45.01");
        var record = Records.Case();
        await _host.CommitAsync(record);
        await _host.FoldedAsync();
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-H1", "53.02")).Value.Amount);

        record.Area = "45.01";
        await _host.CommitAsync(record, 2);
        await _host.FoldedAsync();
        Assert.Equal("0", (await _host.FigureAsync(Cases, "2021-H1", "53.02")).Value.Amount);
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-H1", "45")).Value.Amount);

        record.State = CaseState.Void;
        await _host.CommitAsync(record, 3);
        await _host.FoldedAsync();
        Assert.Equal("0", (await _host.FigureAsync(Cases, "2021-H1")).Value.Amount);
    }

    [Fact]
    public async Task GetFigures_RecordOfAClockThatWasNeverSetIsVoided_BeginsTheFeedNoMore()
    {
        var wrong = Renamed("cases/c2");
        wrong.RegisterTime = Records.Time("2000-01-01T00:00:00Z");
        await _host.CommitAsync(Records.Case());
        await _host.CommitAsync(wrong);
        await _host.FoldedAsync();
        Assert.Equal("0", (await _host.FigureAsync(Cases, "2021-H1", basis: "2020-H1")).Comparisons[0].Base.Amount);

        wrong.State = CaseState.Void;
        await _host.CommitAsync(wrong, 2);
        await _host.FoldedAsync();

        var comparison = (await _host.FigureAsync(Cases, "2021-H1", basis: "2020-H1")).Comparisons[0];
        Assert.Null(comparison.Base);
        Assert.Equal([FigureFlag.NoBase], comparison.Flags);
    }

    [Fact]
    public async Task GetFigures_RecordOfAClockThatWasNeverSet_MakesNoBaseBeforeTheDayThatTheAgencyNames()
    {
        await _host.DisposeAsync();
        _host = await StatisticsHost.StartAsync(_place, ("Statistics:RecordsSince", "2021-01-01"));
        var wrong = Renamed("cases/c2");
        wrong.RegisterTime = Records.Time("2000-01-01T00:00:00Z");
        await _host.CommitAsync(Records.Case());
        await _host.CommitAsync(wrong);
        await _host.FoldedAsync();

        Assert.Equal([FigureFlag.NoBase], (await _host.FigureAsync(Cases, "2021-H1", basis: "2020-H1")).Comparisons[0].Flags);
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2000")).Value.Amount);
    }

    [Fact]
    public async Task GetFigures_AllFourFeeds_AreFollowed()
    {
        await _host.CommitAsync(Records.Case());
        await _host.CommitAsync(FeedNames.Persons, "interceptions/i1", 1, Records.Interception(Persons.V1.Conduct.IllegalEntry));
        await _host.CommitAsync(
            FeedNames.Seizures, "seizures/s1", 1, Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", "1500.25")));
        await _host.CommitAsync(FeedNames.Patrols, "patrols/p1", 1, Records.Patrol());
        await _host.FoldedAsync();

        var figures = await _host.Client.GetFiguresAsync(new()
        {
            Indicators = { Cases, "illegal_entry_exit_persons", "drugs_seized", "patrols_conducted" },
            Period = "2021-05-17",
        });

        Assert.Equal(["1", "1", "0.00150025", "1"], figures.Figures.Select(figure => figure.Value.Amount));
        Assert.All(figures.Figures, figure => Assert.Empty(figure.Flags));
        Assert.All(figures.Progress.Feeds, feed => Assert.Equal((feed.HeadPosition, false), (feed.FoldedPosition, feed.Stale)));
    }

    [Fact]
    public async Task GetFigures_AsKnownBeforeTheRecord_DoesNotCountIt()
    {
        await _host.CommitAsync(Records.Case());
        await _host.FoldedAsync();

        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("0", (await _host.FigureAsync(Cases, "2021-H1", asOf: yesterday)).Value.Amount);
        Assert.Equal("1", (await _host.FigureAsync(Cases, "2021-H1")).Value.Amount);
    }

    [Fact]
    public async Task GetFigures_WrongPeriods_NamesEach()
    {
        var error = await RefusedAsync(new() { Indicators = { Cases }, Period = "2021-H3", CompareWith = { "2020-H1", "2020-13" } });

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            ["period", "compare_with[1]"],
            error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
    }

    [Fact]
    public async Task GetFigures_UnknownIndicatorOrArea_IsNotFound()
    {
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(new() { Indicators = { "nothing" }, Period = "2021" })).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(new() { Indicators = { Cases }, Period = "2021", Areas = { "99" } })).StatusCode);
    }

    [Fact]
    public async Task GetFigures_ByDayOverMoreThanAYear_IsRefused()
    {
        var request = new GetFiguresRequest { Indicators = { Cases }, Period = "2020-01-01..2021-01-01", Breakdown = Breakdown.Day };

        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(request)).StatusCode);
    }

    [Fact]
    public async Task GetFigures_FiscalYear_StartsWhereTheRequestSays()
    {
        await _host.CommitAsync(Records.Case());
        await _host.FoldedAsync();

        var request = new GetFiguresRequest { Indicators = { Cases }, Period = "FY2021", FiscalStartMonth = 6 };

        var figure = Assert.Single((await _host.Client.GetFiguresAsync(request)).Figures);
        Assert.Equal(("2020-06-01", "2021-05-31", "1"), (figure.StartDate, figure.EndDate, figure.Value.Amount));
    }

    [Fact]
    public async Task GetBulletin_Default_ComparesWithTheYearBefore()
    {
        var before = Records.Case();
        (before.Name, before.RegisterTime) = ("cases/c0", Records.Time("2020-05-17T02:00:00Z"));
        await _host.CommitAsync(before);
        await _host.CommitAsync(Records.Case());
        await _host.FoldedAsync();

        var bulletin = await _host.Client.GetBulletinAsync(new() { Period = "2021-05" });

        var line = Assert.Single(bulletin.Lines);
        Assert.Equal("1 border case was registered, unchanged from May 2020 (1).", line.Sentence.En);
        Assert.Equal("Border bulletin: May 2021", bulletin.Title.En);
        Assert.Equal("全国", bulletin.AreaName.Zh);
        Assert.StartsWith("边境管理统计公报：2021年5月\n立案侦办", bulletin.Narrative.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Pages_ListEveryRecordOnce()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            var record = Records.Case();
            record.Name = $"cases/c{number}";
            await _host.CommitAsync(record);
        }

        await _host.FoldedAsync();
        var request = new ExplainRequest { Indicator = Cases, Period = "2021", PageSize = 2 };
        List<string> records = [];
        do
        {
            var page = await _host.Client.ExplainAsync(request);
            Assert.Equal("5", page.Figure.Value.Amount);
            records.AddRange(page.Contributions.Select(contribution => contribution.Record));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["cases/c1", "cases/c2", "cases/c3", "cases/c4", "cases/c5"], records);
    }

    [Theory]
    [InlineData(Breakdown.Area, 4)]
    [InlineData(Breakdown.Category, 2)]
    [InlineData(Breakdown.Month, 3)]
    [InlineData(Breakdown.Day, 91)]
    public async Task Explain_EveryRowOfABreakdown_SumsToIt(Breakdown breakdown, int rows)
    {
        await _host.ImportAreasAsync("53", "53.01", "53.02", "53.03");
        foreach (var (number, area) in new[] { "53", "53", "53.01", "53.01.02", "53.02", "45" }.Index())
        {
            var record = Renamed($"cases/c{number}");
            (record.Area, record.RegisterTime) = (area, Records.Time($"2021-0{4 + (number % 3)}-1{number}T02:00:00Z"));
            record.PrincipalOffence = number % 2 == 0 ? record.PrincipalOffence : "organising_crossing";
            await _host.CommitAsync(record);
        }

        await _host.FoldedAsync();
        var figures = (await _host.Client.GetFiguresAsync(new() { Indicators = { Cases }, Period = "2021-Q2", Areas = { "53" }, Breakdown = breakdown })).Figures;

        Assert.Equal((rows, 5), (figures.Count, figures.Sum(figure => int.Parse(figure.Value.Amount, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(breakdown == Breakdown.Area ? ["2"] : [], figures.Where(figure => figure.Remainder).Select(figure => figure.Value.Amount));
        foreach (var figure in figures)
        {
            var page = await _host.Client.ExplainAsync(
                new() { Indicator = Cases, Period = figure.Period, Area = figure.Area, Category = figure.Category, Remainder = figure.Remainder });

            Assert.Equal(figure, page.Figure);
            Assert.Equal(figure.Value.Amount, $"{page.Contributions.Sum(part => int.Parse(part.Amount, System.Globalization.CultureInfo.InvariantCulture))}");
        }
    }

    [Fact]
    public async Task GetFigures_OfTheAreaItself_IsTheRestOfABreakdownByArea()
    {
        foreach (var (number, area) in new[] { "53", "53.02", "53" }.Index())
        {
            var record = Renamed($"cases/c{number}");
            record.Area = area;
            await _host.CommitAsync(record);
        }

        await _host.FoldedAsync();
        GetFiguresRequest request = new() { Indicators = { Cases }, Period = "2021-05", Areas = { "53" }, CompareWith = { "2020-05" }, Remainder = true };
        var figures = (await _host.Client.GetFiguresAsync(request)).Figures;
        request.Breakdown = Breakdown.Area;

        Assert.Equal(("53", "2", true), (Assert.Single(figures).Area, figures[0].Value.Amount, figures[0].Remainder));
        Assert.Equal(figures, (await _host.Client.GetFiguresAsync(request)).Figures);
    }

    [Fact]
    public async Task Explain_CaseThatTheCallerMayNotKnowOf_IsCountedWithoutItsName()
    {
        var restricted = Renamed("cases/c1");
        restricted.NeedToKnow.Add("chief");
        await _host.CommitAsync(restricted);
        await _host.CommitAsync(Renamed("cases/c2"));
        await _host.FoldedAsync();
        ExplainRequest request = new() { Indicator = Cases, Period = "2021" };

        var chief = await _host.Client.ExplainAsync(request, new Metadata { { "border-actor", "chief" } });
        var other = await _host.Client.ExplainAsync(request, new Metadata { { "border-actor", "other" } });

        Assert.Equal(["cases/c1", "cases/c2"], chief.Contributions.Select(contribution => contribution.Record));
        Assert.Equal([("", "1"), ("cases/c2", "1")], other.Contributions.Select(contribution => (contribution.Record, contribution.Amount)));
        Assert.Equal("2", other.Figure.Value.Amount);
    }

    [Fact]
    public async Task Explain_TokenOfAnotherRequest_IsRefused()
    {
        await _host.CommitAsync(Records.Case());
        await _host.CommitAsync(Renamed("cases/c2"));
        await _host.FoldedAsync();
        var page = await _host.Client.ExplainAsync(new() { Indicator = Cases, Period = "2021", PageSize = 1 });

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _host.Client.ExplainAsync(new() { Indicator = Cases, Period = "2020", PageSize = 1, PageToken = page.NextPageToken }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Theory]
    [InlineData(RecountSource.Contributions)]
    [InlineData(RecountSource.Records)]
    public async Task Recount_NothingDrifted_FindsNoDifference(RecountSource source)
    {
        await _host.AddIndicatorAsync();
        await _host.Client.SubmitReturnAsync(ReturnTests.Request("100"));
        await _host.CommitAsync(Records.Case());
        var changed = Records.Case();
        changed.Area = "45";
        await _host.CommitAsync(changed, 2);
        await _host.FoldedAsync();

        var recount = await _host.Client.RecountAsync(new() { Source = source }, deadline: StatisticsHost.Soon());

        Assert.Empty(recount.Differences);
        Assert.Equal(2, recount.SourceCount);
    }

    [Fact]
    public async Task Recount_FromRecords_NamesWhatNoRecordStandsFor()
    {
        await _host.CommitAsync(Records.Case());
        await _host.FoldedAsync();
        var day = new DateOnly(2021, 5, 17);
        await _host.Ledger.FoldAsync(
            "rogue", new(0), new(1), [new LedgerEntry("cases/none", 1, day, [new(Cases, day, day, "53", "x", 3)])], CancellationToken.None);

        var contributions = await _host.Client.RecountAsync(new());
        var records = await _host.Client.RecountAsync(new() { Source = RecountSource.Records }, deadline: StatisticsHost.Soon());

        Assert.Empty(contributions.Differences);
        Assert.Contains(records.Differences, cell => (cell.Indicator, cell.Area, cell.Category, cell.Cell, cell.Recounted) == (Cases, "53", "x", "3", "0"));
    }

    [Fact]
    public async Task Recount_FromRecords_LetsFoldingGoOnAfterwards()
    {
        await _host.CommitAsync(Records.Case());
        await _host.Client.RecountAsync(new() { Source = RecountSource.Records }, deadline: StatisticsHost.Soon());

        await _host.CommitAsync(Renamed("cases/c2"));
        await _host.FoldedAsync();

        Assert.Equal("2", (await _host.FigureAsync(Cases, "2021")).Value.Amount);
    }

    [Fact]
    public async Task AwaitProgress_BeyondTheFeed_EndsWithItsDeadline()
    {
        var deadline = TimeProvider.System.GetUtcNow().AddMilliseconds(200).UtcDateTime;

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = FeedNames.Cases, Position = 99 } } }, deadline: deadline));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task AwaitProgress_UnknownFeed_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _host.Client.AwaitProgressAsync(new() { Positions = { new FeedPosition { Feed = "weather", Position = 1 } } }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task Follow_RecordThatCannotBeCounted_DoesNotHoldUpTheOthers()
    {
        await _host.CommitAsync(
            FeedNames.Seizures, "seizures/s1", 1, Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", "much")));
        await _host.CommitAsync(
            FeedNames.Seizures, "seizures/s2", 1, Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", "2000000")));
        await _host.FoldedAsync();

        Assert.Equal("2", (await _host.FigureAsync("drugs_seized", "2021")).Value.Amount);
    }

    [Fact]
    public async Task Follow_AfterARestart_CountsNothingTwice()
    {
        await _host.CommitAsync(Records.Case());
        await _host.FoldedAsync();
        await _host.DisposeAsync();

        _host = await StatisticsHost.StartAsync(_place);
        await _host.CommitAsync(Renamed("cases/c2"));
        await _host.FoldedAsync();

        Assert.Equal("2", (await _host.FigureAsync(Cases, "2021")).Value.Amount);
    }

    [Fact]
    public async Task SubmitReturn_AgainUnderAnotherSecret_GetsTheFirstAnswer()
    {
        await _host.AddIndicatorAsync();
        var request = ReturnTests.Request("100");
        var first = await _host.Client.SubmitReturnAsync(request);
        await _host.DisposeAsync();
        _host = await StatisticsHost.StartAsync(_place, ("Privacy:Key", Convert.ToBase64String(new byte[32])));

        Assert.Equal(first, await _host.Client.SubmitReturnAsync(request));
    }

    [Fact]
    public async Task Follow_TwoProcessesOnOneDatabase_CountOnce()
    {
        await using var other = await StatisticsHost.StartAsync(_place);
        foreach (var number in Enumerable.Range(1, 30))
            await _host.CommitAsync(Renamed($"cases/c{number}"));
        await _host.FoldedAsync();

        Assert.Equal("30", (await _host.FigureAsync(Cases, "2021")).Value.Amount);
        Assert.Empty((await _host.Client.RecountAsync(new())).Differences);
    }

    [Fact]
    public async Task GetFigures_FeedIsAway_FlagsWhatComesFromIt()
    {
        await using var away = await StatisticsHost.StartAsync(_place, ("Feeds:Cases", "http://127.0.0.1:1"));
        await away.CommitAsync(FeedNames.Patrols, "patrols/p1", 1, Records.Patrol());
        await away.FoldedAsync();

        Assert.Equal([FigureFlag.Stale], (await away.FigureAsync(Cases, "2021")).Flags);
        Assert.Empty((await away.FigureAsync("patrols_conducted", "2021")).Flags);
        // Those that nothing was waited for may not have been reached yet.
        await Eventually(async () => (await away.Client.GetProgressAsync(new())).Feeds.Count(feed => feed.Stale) == 1);
        var progress = await away.Client.GetProgressAsync(new());
        Assert.Equal([FeedNames.Cases], progress.Feeds.Where(feed => feed.Stale).Select(feed => feed.Feed));
        Assert.Null(progress.Feeds.Single(feed => feed.Feed == FeedNames.Cases).ContactTime);
        var health = new Health.HealthClient(away.Host.Channel);
        await Eventually(async () => await StatusAsync(health, "border.statistics.feeds.patrols") == HealthCheckResponse.Types.ServingStatus.Serving);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await StatusAsync(health, "border.statistics.feeds.cases"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync(health, "border.statistics.v1.StatisticsService"));
        await Eventually(async () => await StatusAsync(health, "") == HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(Health.HealthClient health, string service)
    {
        try
        {
            return (await health.CheckAsync(new() { Service = service })).Status;
        }
        catch (RpcException early) when (early.StatusCode == StatusCode.NotFound)
        {
            // Health is asked for the first time some moments after the start.
            return HealthCheckResponse.Types.ServingStatus.Unknown;
        }
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 200 && !await condition(); tries++)
            await timer.WaitForNextTickAsync();
        Assert.True(await condition());
    }

    private static Case Renamed(string name)
    {
        var record = Records.Case();
        record.Name = name;
        return record;
    }

    private async Task<RpcException> RefusedAsync(GetFiguresRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.GetFiguresAsync(request));
}
