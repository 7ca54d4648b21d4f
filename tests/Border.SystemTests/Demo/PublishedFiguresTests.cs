using System.Globalization;
using Border.Station.Demo;

namespace Border.SystemTests.Demo;

/// <summary>The whole demo, loaded and asked for as an agency would: every published figure comes out.</summary>
public sealed class PublishedFiguresTests(LoadedStation station) : IClassFixture<LoadedStation>
{
    public static IEnumerable<object[]> Rows =>
        from row in DemoTable.Read("seed-figures.csv") select new object[] { row["indicator"], row["period_start"], row["compared_with"] };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Figures_OfAPublishedRow_AreAsPublished(string indicator, string start, string comparedWith)
    {
        var published = DemoTable.Read("seed-figures.csv").Single(
            row => row["indicator"] == indicator && row["period_start"] == start && row["compared_with"] == comparedWith);
        var figure = Assert.Single(await station.FiguresAsync(PeriodOf(published), comparedWith), figure => (string)figure["indicator"] == indicator);
        Assert.Equal(published["unit"], figure["unit"]);
        AssertValue(published, figure);
        if (comparedWith.Length > 0)
            AssertChange(published, Number(figure["percent"]));
    }

    [Fact]
    public async Task Bulletin_InChinese_TellsThePublishedNumbers()
    {
        var (exitCode, output, errors) = await BorderProcess.RunAsync(station.Address, "bulletin", "--period", "2021-H1", "--lang", "zh");

        Assert.True(exitCode == 0, errors);
        Assert.Contains("案件8419起，同比上升220%", output, StringComparison.Ordinal);
        Assert.Contains("抓获犯罪嫌疑人超过21000人，同比上升271%", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OfTheDens_NamesEachOfThem()
    {
        var rows = await BorderProcess.CsvAsync(station.Address, "explain", "--indicator", "drug_dens_destroyed", "--period", "2021-H1", "--all");

        Assert.Equal(40, rows.Sum(row => Number(row["amount"])));
        Assert.All(rows, row => Assert.StartsWith("seizures/demo-", (string)row["record"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("contributions")]
    [InlineData("records")]
    public async Task Recount_OfTheWholeDemo_FindsNoDifference(string source)
    {
        var (exitCode, output, errors) = await BorderProcess.RunAsync(station.Address, "recount", "--from", source);

        Assert.True(exitCode == 0, errors);
        Assert.Contains("No difference.", output, StringComparison.Ordinal);
    }

    private static void AssertValue(IReadOnlyDictionary<string, string> published, IDictionary<string, object> figure)
    {
        var (value, printed, step) = (Number(figure["value"]), Number(published["value"]), Number(published["print_precision"]));
        var isReturn = DemoReturns.Indicators.Any(request => request.Indicator.Code == published["indicator"]);
        if (isReturn || published["qualifier"] == "exact")
            Assert.Equal((printed, published["qualifier"]), (value, figure["qualifier"]));
        else if (published["qualifier"] == "more_than")
            Assert.InRange(value, printed, printed + step - 1);
        else
            Assert.Equal(printed, decimal.Round(value / step, MidpointRounding.AwayFromZero) * step);
    }

    private static void AssertChange(IReadOnlyDictionary<string, string> published, decimal percent)
    {
        var expected = published["published_change_percent"];
        if (expected.Length == 0)
            Assert.Equal(Number(published["published_ratio_percent"]), decimal.Round(100 + percent, MidpointRounding.AwayFromZero));
        else
            Assert.Equal(Number(expected), decimal.Round(percent, expected.Contains('.') ? 1 : 0, MidpointRounding.AwayFromZero));
    }

    private static string PeriodOf(IReadOnlyDictionary<string, string> row) => (row["period_start"], row["period_end"]) switch
    {
        ("2021-01-01", "2021-06-30") => "2021-H1",
        var (start, end) when start == end => start,
        var (start, end) => $"{start}..{end}",
    };

    private static decimal Number(object text) => decimal.Parse((string)text, CultureInfo.InvariantCulture);
}
