using Border.Cli.Tests.Fakes;
using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.Cli.Tests;

public sealed class QueryCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Figures_EveryOption_ReachesTheServer()
    {
        station.Answer = _ => new GetFiguresResponse { Figures = { Figures.Compared() } };

        var result = await CommandLine.RunAsync(
            station, "figures", "--indicator", "arrests,cases", "--indicator", "entries", "--period", "2021-H1", "--compare", "2020-H1, 2019-H1",
            "--area", "53,53.02", "--by", "month", "--category", "fraud", "--as-of", "2021-07-05", "--fiscal-start", "10", "--across-breaks",
            "--format", "csv");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Lines.Length);
        Assert.Equal(
            new GetFiguresRequest
            {
                Indicators = { "arrests", "cases", "entries" },
                Period = "2021-H1",
                CompareWith = { "2020-H1", "2019-H1" },
                Areas = { "53", "53.02" },
                Breakdown = Breakdown.Month,
                Category = "fraud",
                AsOf = "2021-07-05",
                FiscalStartMonth = 10,
                AcrossRuleBreaks = true,
            },
            Assert.Single(station.Calls));
    }

    [Theory]
    [InlineData("table", "more than 21,000")]
    [InlineData("json", "\"basePeriod\": \"2020-H1\"")]
    public async Task Figures_Format_IsPrinted(string format, string part)
    {
        station.Answer = _ => new GetFiguresResponse { Figures = { Figures.Compared() } };

        var result = await CommandLine.RunAsync(station, "figures", "--indicator", "a", "--period", "2021", "--format", format);

        Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Bulletin\nA line.\n")]
    [InlineData("zh", "公报\n一行。\n")]
    public async Task Bulletin_Text_IsTheNarrative(string language, string text)
    {
        station.Answer = _ => new Bulletin { Narrative = new Narrative { En = "Bulletin\nA line.\n", Zh = "公报\n一行。" } };

        var result = await CommandLine.RunAsync(station, "bulletin", "--period", "2021-H1", "--lang", language, "--unrounded", "--area", "53");

        Assert.Equal((0, text), (result.ExitCode, result.Output));
        Assert.Equal(new GetBulletinRequest { Period = "2021-H1", Area = "53", Unrounded = true }, Assert.Single(station.Calls));
    }

    [Fact]
    public async Task Bulletin_Csv_GivesTheFiguresOfItsLines()
    {
        station.Answer = _ => new Bulletin { Lines = { new BulletinLine { Figure = Figures.Compared() } } };

        var result = await CommandLine.RunAsync(station, "bulletin", "--period", "2021-H1", "--format", "csv");

        Assert.Equal(3, result.Lines.Length);
    }

    [Theory]
    [InlineData("--all", 2500, 3)]
    [InlineData("--limit=1500", 1500, 2)]
    [InlineData("--limit=10", 10, 1)]
    public async Task Explain_ManyRecords_PagesAsFarAsAsked(string option, int count, int pages)
    {
        station.Answer = request => Page((ExplainRequest)request, 2500);

        var result = await CommandLine.RunAsync(station, "explain", "--indicator", "cases", "--period", "2021", option, "--format", "csv");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(count + 1, result.Lines.Length);
        Assert.Equal(count, result.Lines.Distinct().Count() - 1);
        Assert.Equal(pages, station.Calls.Count);
        Assert.Equal(count < 2500, result.Error.Contains("there are more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recount_NoDifference_IsOk()
    {
        station.Answer = _ => new RecountResponse { CellCount = 1200, SourceCount = 34567, ElapsedMs = 5 };

        var result = await CommandLine.RunAsync(station, "recount");

        Assert.Equal((0, "1,200 cells compared, counted again from 34,567 contributions in 5 ms.\nNo difference.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Recount_Rebuild_TellsWhatItDid()
    {
        station.Answer = _ => new RebuildFeedResponse { Position = 140, RecordCount = 1340, ChangedCount = 40, GoneCount = 20, ElapsedMs = 5 };

        var result = await CommandLine.RunAsync(station, "recount", "--rebuild", "cases");

        Assert.Equal((0, "cases rebuilt at 140 from 1,340 records in 5 ms: 40 count otherwise, 20 are gone.\n"), (result.ExitCode, result.Output));
        Assert.Equal(new RebuildFeedRequest { Feed = "cases" }, Assert.Single(station.Calls));
    }

    [Fact]
    public async Task Recount_Drift_NamesTheCellAndFails()
    {
        station.Answer = _ => new RecountResponse
        {
            Differences = { new CellDifference { Indicator = "cases", StartDate = "2021-05-17", EndDate = "2021-05-17", Area = "53", Cell = "12", Recounted = "11" } },
        };

        var result = await CommandLine.RunAsync(station, "recount", "--from", "records");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cases      2021-05-17  2021-05-17  53      12         11", result.Output, StringComparison.Ordinal);
        Assert.Equal(new RecountRequest { Source = RecountSource.Records }, Assert.Single(station.Calls));
    }

    [Fact]
    public async Task Progress_Feeds_AreListed()
    {
        station.Answer = _ => new Progress { Feeds = { new FeedProgress { Feed = "cases", FoldedPosition = 5, HeadPosition = 1005 } } };

        var result = await CommandLine.RunAsync(station, "progress");

        Assert.Equal("cases        5  1,005  never          behind", result.Lines[2]);
    }

    [Fact]
    public async Task AreasList_Csv_CanBeImported()
    {
        var listed = await CommandLine.RunAsync(station, "areas", "list", "--format", "csv");

        var imported = await CommandLine.RunAsync(station.Address, listed.Output, "areas", "import", "-");

        Assert.Equal((0, "2 areas added, 0 changed, 0 unchanged.\n"), (imported.ExitCode, imported.Output));
        Assert.Equal(station.Areas, Assert.IsType<ImportAreasRequest>(Assert.Single(station.Calls)).Areas);
    }

    [Fact]
    public async Task AreasImport_BadRow_ImportsNothing()
    {
        var result = await CommandLine.RunAsync(station.Address, "code,name_en,name_zh,kind\n53,Yunnan,,x\n", "areas", "import", "-");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("-:2: kind: 'x' is not one of nation, region, sector, station.", result.Error, StringComparison.Ordinal);
        Assert.Empty(station.Calls);
    }

    [Fact]
    public async Task IndicatorsAdd_Definition_ReachesTheServer()
    {
        var result = await CommandLine.RunAsync(
            station, "indicators", "add", "--code", "visas", "--unit", "documents", "--measure", "flow", "--name-en", "Visas", "--name-zh", "签证",
            "--print-step", "1E3", "--print-qualifier", "more_than");

        Assert.Equal(0, result.ExitCode);
        var request = Assert.IsType<CreateIndicatorRequest>(Assert.Single(station.Calls));
        Assert.Equal(
            new Indicator
            {
                Code = "visas",
                Unit = "documents",
                Measure = Measure.Flow,
                DisplayName = new LocalizedText { En = "Visas", Zh = "签证" },
                PrintStyle = new PrintStyle { Qualifier = Qualifier.MoreThan, Step = "1000" },
            },
            request.Indicator);
        Assert.NotEmpty(request.RequestId);
    }

    [Theory]
    [InlineData("table", "entries  persons  flow     returns")]
    [InlineData("csv", "cases,cases,flow,true,,,,,,,,")]
    [InlineData("json", "\"measure\": \"MEASURE_STOCK\"")]
    public async Task IndicatorsList_Format_IsPrinted(string format, string part)
    {
        var result = await CommandLine.RunAsync(station, "indicators", "list", "--format", format);

        Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    private static ExplainResponse Page(ExplainRequest request, int total)
    {
        var first = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture);
        var end = Math.Min(first + request.PageSize, total);
        var page = new ExplainResponse { Figure = new Figure { Indicator = request.Indicator }, NextPageToken = end < total ? $"{end}" : "" };
        page.Contributions.AddRange(Enumerable.Range(first, end - first).Select(i => new Contribution { Record = $"cases/{i}", Amount = "1" }));
        return page;
    }
}
