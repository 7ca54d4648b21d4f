using Border.Cli.Tests.Fakes;
using Border.Statistics.V1;

namespace Border.Cli.Tests;

public sealed class CompletenessCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;

    public async Task InitializeAsync()
    {
        station = await FakeStation.StartAsync();
        station.Answer = _ => Answer();
    }

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Completeness_EveryOption_ReachesTheServer()
    {
        var result = await CommandLine.RunAsync(
            station, "completeness", "--period", "2021-05", "--indicator", "cases,arrests", "--area", "53", "--kind", "sector", "--as-of",
            "2021-06-14", "--fiscal-start", "10");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            new GetCompletenessRequest
            {
                Period = "2021-05",
                Indicators = { "cases", "arrests" },
                Area = "53",
                Kind = AreaKind.Sector,
                AsOf = "2021-06-14",
                FiscalStartMonth = 10,
            },
            Assert.Single(station.Calls));
    }

    [Fact]
    public async Task Completeness_Table_TellsTotalsAndEachArea()
    {
        var result = await CommandLine.RunAsync(station, "completeness", "--period", "2021-05", "--indicator", "cases");

        Assert.Equal(
            """
            2021-05: 2021-05-01 to 2021-05-31, due 2021-06-10, as known on 2021-06-14.
            cases: of 3 areas 1 reported, 1 had nothing, 1 missing, 1 late; its feed is behind.

            indicator  area  name    status         value  known on    days late  note
            ---------  ----  ------  -------------  -----  ----------  ---------  ---------------------------
            cases      45    Amber   reported zero      0  2021-06-05
            cases      53    Yarrow  reported       1,234  2021-06-05             contradicts its zero report
            cases      65    Xenon   missing                                   4

            """.ReplaceLineEndings("\n"),
            result.Output);
    }

    [Fact]
    public async Task Completeness_Csv_IsARowAnArea()
    {
        var result = await CommandLine.RunAsync(station, "completeness", "--period", "2021-05", "--indicator", "cases", "--format", "csv");

        Assert.Equal(
            [
                "indicator,area,name_en,name_zh,status,value,qualifier,known_on,late_days,contradicts_zero_report,zero_report",
                "cases,45,Amber,甲,reported_zero,0,exact,2021-06-05,0,false,zero-reports/a",
                "cases,53,Yarrow,乙,reported,1234,exact,2021-06-05,0,true,zero-reports/b",
                "cases,65,Xenon,丙,missing,,,,4,false,",
            ],
            result.Lines);
    }

    [Fact]
    public async Task Completeness_Json_IsTheAnswer()
    {
        var result = await CommandLine.RunAsync(station, "completeness", "--period", "2021-05", "--indicator", "cases", "--format", "json");

        Assert.Contains("\"status\": \"COMPLETENESS_STATUS_MISSING\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ZeroReport_Statement_ReachesTheServerAsANewRequestEachTime()
    {
        station.Answer = _ => new ZeroReport { Name = "zero-reports/a", Area = "53", Indicator = "cases", PeriodStart = "2021-05-01", PeriodEnd = "2021-05-31" };
        string[] arguments = ["zero-report", "--indicator", "cases", "--period", "2021-05", "--area", "53"];

        var result = await CommandLine.RunAsync(station, arguments);
        await CommandLine.RunAsync(station, arguments);

        Assert.Equal((0, "zero-reports/a: 53 had nothing for cases from 2021-05-01 to 2021-05-31.\n"), (result.ExitCode, result.Output));
        var requests = station.Calls.Cast<SubmitZeroReportRequest>().ToList();
        Assert.Equal(("cases", "2021-05", "53"), (requests[0].Indicator, requests[0].Period, requests[0].Area));
        Assert.NotEqual(requests[0].RequestId, requests[1].RequestId);
    }

    private static GetCompletenessResponse Answer() => new()
    {
        Period = "2021-05",
        StartDate = "2021-05-01",
        EndDate = "2021-05-31",
        DueDate = "2021-06-10",
        AsOf = "2021-06-14",
        Indicators =
        {
            new IndicatorCompleteness
            {
                Indicator = "cases",
                ExpectedCount = 3,
                ReportedCount = 1,
                ZeroCount = 1,
                MissingCount = 1,
                LateCount = 1,
                Stale = true,
                Areas =
                {
                    Area("45", "Amber", "甲", CompletenessStatus.ReportedZero, "0", "zero-reports/a"),
                    Area("53", "Yarrow", "乙", CompletenessStatus.Reported, "1234", "zero-reports/b"),
                    Area("65", "Xenon", "丙", CompletenessStatus.Missing, "", ""),
                },
            },
        },
    };

    private static AreaCompleteness Area(string code, string en, string zh, CompletenessStatus status, string amount, string zero) => new()
    {
        Area = code,
        DisplayName = new() { En = en, Zh = zh },
        Status = status,
        Value = amount.Length > 0 ? new() { Amount = amount, Qualifier = Qualifier.Exact } : null,
        KnownOn = amount.Length > 0 ? "2021-06-05" : "",
        LateDays = status == CompletenessStatus.Missing ? 4 : 0,
        ContradictsZeroReport = status == CompletenessStatus.Reported,
        ZeroReport = zero,
    };
}
