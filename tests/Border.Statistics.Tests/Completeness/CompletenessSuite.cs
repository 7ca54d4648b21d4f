using Border.Statistics.V1;
using Border.Storage;
using Grpc.Core;

namespace Border.Statistics.Tests.Completeness;

public sealed class SqliteCompletenessTests() : CompletenessSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCompletenessTests() : CompletenessSuite(StorageEngineKind.Postgres);

/// <summary>Which areas have reported, as a client sees it, on each engine.</summary>
public abstract class CompletenessSuite(StorageEngineKind engine) : CompletenessTestBase(engine)
{
    [Fact]
    public async Task GetCompleteness_BeforeTheDueDay_WaitsForTheSilent()
    {
        await CommitCaseAsync("c1", "53.02");
        await ZeroAsync("45");

        var response = await Host.Completeness.GetCompletenessAsync(new() { Indicators = { Cases, "patrols_conducted" }, Period = May });

        Assert.Equal(
            (May, "2021-05-01", "2021-05-31", "2021-06-10", "2021-06-05"),
            (response.Period, response.StartDate, response.EndDate, response.DueDate, response.AsOf));
        Assert.Equal([Cases, "patrols_conducted"], response.Indicators.Select(indicator => indicator.Indicator));
        Assert.Equal(["45 ReportedZero 0 2021-06-05 0", "53 Reported 1 2021-06-05 0", "65 NotDue - - 0"], Lines(response.Indicators[0]));
        Assert.Equal(3, response.Indicators[1].NotDueCount);
        Assert.Equal("Area 53", response.Indicators[0].Areas[1].DisplayName.En);
        Assert.Equal(5, response.Progress.Feeds.Count);
    }

    [Fact]
    public async Task GetCompleteness_AfterTheDueDay_TellsWhoIsMissingAndHowLate()
    {
        await CommitCaseAsync("c1", "53.02");
        Clock.Day = "2021-06-12";
        await ZeroAsync("45");
        Clock.Day = "2021-06-14";

        var completeness = await AskAsync();

        Assert.Equal(["45 ReportedZero 0 2021-06-12 2", "53 Reported 1 2021-06-05 0", "65 Missing - - 4"], Lines(completeness));
        Assert.Equal(
            (3, 1, 1, 0, 1, 0, 2),
            (completeness.ExpectedCount, completeness.ReportedCount, completeness.ZeroCount, completeness.PartialCount, completeness.MissingCount,
                completeness.NotDueCount, completeness.LateCount));
    }

    [Fact]
    public async Task GetCompleteness_RecordThatCameLate_CountsFromTheFirstThatStands()
    {
        await CommitCaseAsync("c1", "53.02");
        Clock.Day = "2021-06-13";
        await CommitCaseAsync("c2", "53.01");
        // The first turns out to belong elsewhere.
        await CommitCaseAsync("c1", "65", version: 2);
        Clock.Day = "2021-06-20";

        Assert.Equal(["45 Missing - - 10", "53 Reported 1 2021-06-13 3", "65 Reported 1 2021-06-13 3"], Lines(await AskAsync()));
        Assert.Equal(["45 Missing - - 1", "53 Reported 1 2021-06-05 0", "65 Missing - - 1"], Lines(await AskAsync(asOf: "2021-06-11")));
    }

    [Fact]
    public async Task GetCompleteness_PeriodNotOver_IsNotDueWithWhatIsKnown()
    {
        await CommitCaseAsync("c1", "53.02", "2021-06-02T02:00:00Z");

        Assert.Equal(["45 NotDue - - 0", "53 NotDue 1 2021-06-05 0", "65 NotDue - - 0"], Lines(await AskAsync(period: "2021-06")));
    }

    [Fact]
    public async Task GetCompleteness_RecordBesideAZeroReport_SaysThatTheyContradict()
    {
        var report = await ZeroAsync("53");
        Clock.Day = "2021-06-12";
        await CommitCaseAsync("c1", "53.02");

        var area = (await AskAsync()).Areas.Single(area => area.Area == "53");

        Assert.Equal(
            (CompletenessStatus.Reported, "1", "2021-06-12", 2, true, report.Name),
            (area.Status, area.Value.Amount, area.KnownOn, area.LateDays, area.ContradictsZeroReport, area.ZeroReport));
        Assert.False((await AskAsync(asOf: "2021-06-11")).Areas.Single(area => area.Area == "53").ContradictsZeroReport);
    }

    [Fact]
    public async Task GetCompleteness_ZeroReportOfAPart_ContradictsWhatIsCountedInThatPart()
    {
        Clock.Day = "2021-07-05";
        await ZeroAsync("53.01");
        await ZeroAsync("45", "2021-06");
        await CommitCaseAsync("c1", "53.02");
        await CommitCaseAsync("c2", "53.01", "2021-04-30T02:00:00Z");
        await CommitCaseAsync("c3", "45", "2021-05-31T02:00:00Z");
        Assert.All((await AskAsync(period: "2021-Q2")).Areas, area => Assert.False(area.ContradictsZeroReport));

        await CommitCaseAsync("c4", "53.01", "2021-05-10T02:00:00Z");

        Assert.Equal(["53"], Contradicting(await AskAsync()));
        Assert.Equal(["53"], Contradicting(await AskAsync(period: "2021-H1")));
        Assert.Equal(["53.01"], Contradicting(await AskAsync(area: "53", period: "2021-Q2")));
        Assert.Equal([""], Contradicting(await AskAsync(kind: AreaKind.Nation, period: "2021-Q2")));
        await CommitCaseAsync("c4", "53.02", "2021-05-10T02:00:00Z", version: 2);
        Assert.Empty(Contradicting(await AskAsync(period: "2021-H1")));
    }

    [Fact]
    public async Task GetCompleteness_ZeroReportWithdrawnAndGivenAgain_IsKnownSinceThen()
    {
        var report = await ZeroAsync("45");
        Clock.Day = "2021-06-12";
        await WithdrawAsync(report);
        Assert.Equal("45 Missing - - 2", Lines(await AskAsync()).First());

        Clock.Day = "2021-06-15";
        await ZeroAsync("45");

        Assert.Equal("45 ReportedZero 0 2021-06-15 5", Lines(await AskAsync()).First());
        Assert.Equal("45 Missing - - 4", Lines(await AskAsync(asOf: "2021-06-14")).First());
        Assert.Equal("45 ReportedZero 0 2021-06-05 0", Lines(await AskAsync(asOf: "2021-06-11")).First());
    }

    [Fact]
    public async Task GetCompleteness_MonthsAndSectors_MakeUpTheQuarterAndTheRegion()
    {
        Clock.Day = "2021-07-12";
        foreach (var (area, period) in new[] { ("45", "2021-04"), ("45", "2021-05"), ("45", "2021-06"), ("53.01", "2021-Q2"), ("65", "2021-04") })
            await ZeroAsync(area, period);

        Assert.Equal(
            ["45 ReportedZero 0 2021-07-12 2", "53 Partial 0 2021-07-12 2", "65 Partial 0 2021-07-12 2"],
            Lines(await AskAsync(period: "2021-Q2")));
        await ZeroAsync("53.02", "2021-Q2");
        var region = (await AskAsync(period: "2021-Q2")).Areas[1];
        Assert.Equal((CompletenessStatus.ReportedZero, ""), (region.Status, region.ZeroReport));
    }

    [Theory]
    [InlineData("53", "53", AreaKind.Region)]
    [InlineData("53", "53", AreaKind.Unspecified)]
    [InlineData("53", "53", AreaKind.Sector)]
    [InlineData("53", "53.02", AreaKind.Unspecified)]
    [InlineData("53", "", AreaKind.Sector)]
    [InlineData("", "", AreaKind.Unspecified)]
    [InlineData("", "53.01", AreaKind.Unspecified)]
    public async Task GetCompleteness_ZeroReportOfAnAreaAbove_SpeaksForAllBelow(string reported, string asked, AreaKind kind)
    {
        var report = await ZeroAsync(reported);
        Clock.Day = "2021-06-14";

        Assert.All((await AskAsync(area: asked, kind: kind)).Areas, area => Assert.Equal(
            (CompletenessStatus.ReportedZero, "0", "2021-06-05", 0, area.Area == reported ? report.Name : "", false),
            (area.Status, area.Value.Amount, area.KnownOn, area.LateDays, area.ZeroReport, area.ContradictsZeroReport)));
    }

    [Fact]
    public async Task GetCompleteness_MonthsOfTheRegionAndOfItsSectors_MakeUpTheQuarter()
    {
        Clock.Day = "2021-07-05";
        foreach (var (area, period) in new[] { ("53", "2021-04"), ("53.01", "2021-05"), ("53.01", "2021-06"), ("53.02", "2021-05") })
            await ZeroAsync(area, period);
        Clock.Day = "2021-07-12";

        Assert.Equal(["53.01 ReportedZero 0 2021-07-05 0", "53.02 Partial 0 2021-07-05 2"], Lines(await AskAsync(area: "53", period: "2021-Q2")));
        await ZeroAsync("53.02", "2021-06");
        Assert.Equal("53 ReportedZero 0 2021-07-12 2", Lines(await AskAsync(period: "2021-Q2")).ElementAt(1));
    }

    [Fact]
    public async Task GetCompleteness_RecordBelowAZeroReport_ContradictsItWhereTheRecordIs()
    {
        await ZeroAsync("53");
        await CommitCaseAsync("c1", "53.02");

        Assert.Equal(["53.02"], Contradicting(await AskAsync(area: "53")));
        Assert.Equal(["53.02"], Contradicting(await AskAsync(area: "53.02")));
    }

    [Fact]
    public async Task GetCompleteness_Returns_AreKnownSinceTheirFirstNumber()
    {
        await Host.AddIndicatorAsync();
        Clock.Day = "2021-06-20";
        await ReturnAsync("45", "7", "2021-06-08");
        await ReturnAsync("45", "9", "2021-06-18");
        await ReturnAsync("53", "0", "2021-06-11");

        var completeness = await AskAsync("windows");

        Assert.Equal(["45 Reported 9 2021-06-08 0", "53 ReportedZero 0 2021-06-11 1", "65 Missing - - 10"], Lines(completeness));
        Assert.Equal(["45 Reported 7 2021-06-08 0", "53 NotDue - - 0", "65 NotDue - - 0"], Lines(await AskAsync("windows", asOf: "2021-06-10")));
    }

    [Fact]
    public async Task GetCompleteness_ReturnsOfAPart_ArePartial()
    {
        await Host.AddIndicatorAsync();
        Clock.Day = "2021-07-20";
        await ReturnAsync("45", "7", "2021-07-01");

        Assert.Equal(["45 Partial 7 2021-07-01 10", "53 Missing - - 10", "65 Missing - - 10"], Lines(await AskAsync("windows", "2021-Q2")));
        Assert.Equal("45 NotDue 7 2021-07-01 0", Lines(await AskAsync("windows", "2021-Q2", asOf: "2021-07-10")).First());
    }

    [Fact]
    public async Task GetCompleteness_ReturnOfMoreThanNothing_IsNotNothing()
    {
        await Host.AddIndicatorAsync();
        await ReturnAsync("45", "0", "2021-06-04", Qualifier.MoreThan);

        Assert.Equal("45 Reported 0 2021-06-04 0", Lines(await AskAsync("windows")).First());
    }

    [Theory]
    [InlineData("", AreaKind.Unspecified, "45 53 65")]
    [InlineData("53", AreaKind.Unspecified, "53.01 53.02")]
    [InlineData("53.02", AreaKind.Unspecified, "53.02")]
    [InlineData("", AreaKind.Sector, "53.01 53.02")]
    [InlineData("53", AreaKind.Region, "53")]
    [InlineData("", AreaKind.Nation, "")]
    [InlineData("CN", AreaKind.Nation, "")]
    [InlineData("CN", AreaKind.Unspecified, "45 53 65")]
    public async Task GetCompleteness_AreaAndKind_SayWhoIsExpected(string area, AreaKind kind, string expected)
    {
        await CommitCaseAsync("c1", "53.02");
        await CommitCaseAsync("c2", "53");

        var completeness = await AskAsync(area: area, kind: kind);

        Assert.Equal(expected, string.Join(' ', completeness.Areas.Select(found => found.Area)));
        var counts = new Dictionary<string, string> { [""] = "2", ["53"] = "2", ["53.02"] = "1" };
        Assert.All(completeness.Areas, found => Assert.Equal(counts.GetValueOrDefault(found.Area), found.Value?.Amount));
    }

    [Theory]
    [InlineData("99", AreaKind.Unspecified, StatusCode.NotFound)]
    [InlineData("45", AreaKind.Sector, StatusCode.FailedPrecondition)]
    [InlineData("45", AreaKind.Nation, StatusCode.FailedPrecondition)]
    public async Task GetCompleteness_NobodyIsExpected_IsRefused(string area, AreaKind kind, StatusCode code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(() => AskAsync(area: area, kind: kind))).StatusCode);

    [Theory]
    [InlineData("nothing", May, StatusCode.NotFound)]
    [InlineData(Cases, "2021-13", StatusCode.InvalidArgument)]
    public async Task GetCompleteness_UnknownIndicatorOrPeriod_IsRefused(string indicator, string period, StatusCode code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(() => AskAsync(indicator, period))).StatusCode);

    [Fact]
    public async Task Recount_ZeroReportsThere_FindsNoDifferenceAndCountsNothingMore()
    {
        await CommitCaseAsync("c1", "53.02");
        await WithdrawAsync(await ZeroAsync("45"));
        await ZeroAsync("65");

        Assert.Empty((await Host.Client.RecountAsync(new())).Differences);
        Assert.Empty((await Host.Client.RecountAsync(new() { Source = RecountSource.Records })).Differences);
        Assert.Equal("1", (await Host.FigureAsync(Cases, May)).Value.Amount);
    }

    private static IEnumerable<string> Contradicting(IndicatorCompleteness completeness) =>
        completeness.Areas.Where(area => area.ContradictsZeroReport).Select(area => area.Area);

    private async Task ReturnAsync(string area, string value, string knownOn, Qualifier qualifier = Qualifier.Exact)
    {
        await Host.Client.SubmitReturnAsync(new()
        {
            Return = new()
            {
                Indicator = "windows",
                PeriodStart = "2021-05-01",
                PeriodEnd = "2021-05-31",
                Area = area,
                Value = value,
                KnownOn = knownOn,
                Qualifier = qualifier,
                Precision = qualifier == Qualifier.Exact ? "" : "100",
            },
            RequestId = Guid.CreateVersion7().ToString(),
        });
        await Host.FoldedAsync();
    }
}
