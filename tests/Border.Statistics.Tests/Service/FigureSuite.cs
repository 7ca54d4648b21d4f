using Border.Cases.V1;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Google.Rpc;
using Grpc.Core;

namespace Border.Statistics.Tests.Service;

public sealed class SqliteFigureTests() : FigureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresFigureTests() : FigureSuite(StorageEngineKind.Postgres);

/// <summary>The figures and bulletins of committed records, on each engine.</summary>
public abstract class FigureSuite(StorageEngineKind engine) : StatisticsTestBase(engine)
{
    [Fact]
    public async Task GetFigures_RecordChanges_CountsOnlyItsLastVersion()
    {
        await Host.ImportAreasAsync("53.02", "45.01");
        var record = Records.Case();
        await Host.CommitAsync(record);
        await Host.FoldedAsync();
        Assert.Equal("1", (await Host.FigureAsync(Cases, "2021-H1", "53.02")).Value.Amount);

        record.Area = "45.01";
        await Host.CommitAsync(record, 2);
        await Host.FoldedAsync();
        Assert.Equal("0", (await Host.FigureAsync(Cases, "2021-H1", "53.02")).Value.Amount);
        Assert.Equal("1", (await Host.FigureAsync(Cases, "2021-H1", "45")).Value.Amount);

        record.State = CaseState.Void;
        await Host.CommitAsync(record, 3);
        await Host.FoldedAsync();
        Assert.Equal("0", (await Host.FigureAsync(Cases, "2021-H1")).Value.Amount);
    }

    [Fact]
    public async Task GetFigures_RecordOfAClockThatWasNeverSetIsVoided_BeginsTheFeedNoMore()
    {
        var wrong = Renamed("cases/c2");
        wrong.RegisterTime = Records.Time("2000-01-01T00:00:00Z");
        await Host.CommitAsync(Records.Case());
        await Host.CommitAsync(wrong);
        await Host.FoldedAsync();
        Assert.Equal("0", (await Host.FigureAsync(Cases, "2021-H1", basis: "2020-H1")).Comparisons[0].Base.Amount);

        wrong.State = CaseState.Void;
        await Host.CommitAsync(wrong, 2);
        await Host.FoldedAsync();

        var comparison = (await Host.FigureAsync(Cases, "2021-H1", basis: "2020-H1")).Comparisons[0];
        Assert.Null(comparison.Base);
        Assert.Equal([FigureFlag.NoBase], comparison.Flags);
    }

    [Fact]
    public async Task GetFigures_RecordOfAClockThatWasNeverSet_MakesNoBaseBeforeTheDayThatTheAgencyNames()
    {
        await RestartAsync(("Statistics:RecordsSince", "2021-01-01"));
        var wrong = Renamed("cases/c2");
        wrong.RegisterTime = Records.Time("2000-01-01T00:00:00Z");
        await Host.CommitAsync(Records.Case());
        await Host.CommitAsync(wrong);
        await Host.FoldedAsync();

        Assert.Equal([FigureFlag.NoBase], (await Host.FigureAsync(Cases, "2021-H1", basis: "2020-H1")).Comparisons[0].Flags);
        Assert.Equal("1", (await Host.FigureAsync(Cases, "2000")).Value.Amount);
    }

    [Fact]
    public async Task GetFigures_AllFourFeeds_AreFollowed()
    {
        await Host.CommitAsync(Records.Case());
        await Host.CommitAsync(FeedNames.Persons, "interceptions/i1", 1, Records.Interception(Persons.V1.Conduct.IllegalEntry));
        await Host.CommitAsync(
            FeedNames.Seizures, "seizures/s1", 1, Records.Seizure(Records.Mass(Seizures.V1.ItemKind.Drug, "heroin", "1500.25")));
        await Host.CommitAsync(FeedNames.Patrols, "patrols/p1", 1, Records.Patrol());
        await Host.FoldedAsync();

        var figures = await Host.Client.GetFiguresAsync(new()
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
        await Host.CommitAsync(Records.Case());
        await Host.FoldedAsync();

        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("0", (await Host.FigureAsync(Cases, "2021-H1", asOf: yesterday)).Value.Amount);
        Assert.Equal("1", (await Host.FigureAsync(Cases, "2021-H1")).Value.Amount);
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
        await Host.CommitAsync(Records.Case());
        await Host.FoldedAsync();

        var request = new GetFiguresRequest { Indicators = { Cases }, Period = "FY2021", FiscalStartMonth = 6 };

        var figure = Assert.Single((await Host.Client.GetFiguresAsync(request)).Figures);
        Assert.Equal(("2020-06-01", "2021-05-31", "1"), (figure.StartDate, figure.EndDate, figure.Value.Amount));
    }

    [Fact]
    public async Task GetBulletin_Default_ComparesWithTheYearBefore()
    {
        var before = Records.Case();
        (before.Name, before.RegisterTime) = ("cases/c0", Records.Time("2020-05-17T02:00:00Z"));
        await Host.CommitAsync(before);
        await Host.CommitAsync(Records.Case());
        await Host.FoldedAsync();

        var bulletin = await Host.Client.GetBulletinAsync(new() { Period = "2021-05" });

        var line = Assert.Single(bulletin.Lines);
        Assert.Equal("1 border case was registered, unchanged from May 2020 (1).", line.Sentence.En);
        Assert.Equal("Border bulletin: May 2021", bulletin.Title.En);
        Assert.Equal("全国", bulletin.AreaName.Zh);
        Assert.StartsWith("边境管理统计公报：2021年5月\n立案侦办", bulletin.Narrative.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetFigures_OfTheAreaItself_IsTheRestOfABreakdownByArea()
    {
        foreach (var (number, area) in new[] { "53", "53.02", "53" }.Index())
        {
            var record = Renamed($"cases/c{number}");
            record.Area = area;
            await Host.CommitAsync(record);
        }

        await Host.FoldedAsync();
        GetFiguresRequest request = new() { Indicators = { Cases }, Period = "2021-05", Areas = { "53" }, CompareWith = { "2020-05" }, Remainder = true };
        var figures = (await Host.Client.GetFiguresAsync(request)).Figures;
        request.Breakdown = Breakdown.Area;

        Assert.Equal(("53", "2", true), (Assert.Single(figures).Area, figures[0].Value.Amount, figures[0].Remainder));
        Assert.Equal(figures, (await Host.Client.GetFiguresAsync(request)).Figures);
    }

    private async Task<RpcException> RefusedAsync(GetFiguresRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Host.Client.GetFiguresAsync(request));
}
