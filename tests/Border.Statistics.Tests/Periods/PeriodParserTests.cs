using Border.Statistics.Periods;

namespace Border.Statistics.Tests.Periods;

public sealed class PeriodParserTests
{
    [Theory]
    [InlineData("2021", "2021-01-01", "2021-12-31")]
    [InlineData("2021-H1", "2021-01-01", "2021-06-30")]
    [InlineData("2021-H2", "2021-07-01", "2021-12-31")]
    [InlineData("2021-Q1", "2021-01-01", "2021-03-31")]
    [InlineData("2021-Q2", "2021-04-01", "2021-06-30")]
    [InlineData("2021-Q4", "2021-10-01", "2021-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2023-02", "2023-02-01", "2023-02-28")]
    [InlineData("2021-05-17", "2021-05-17", "2021-05-17")]
    [InlineData("2021-01-01..2021-05-31", "2021-01-01", "2021-05-31")]
    [InlineData("2020-12-24..2021-01-06", "2020-12-24", "2021-01-06")]
    [InlineData("2023-YTD@2023-08-20", "2023-01-01", "2023-08-20")]
    public void TryParse_KnownForm_GivesItsDays(string text, string start, string end)
    {
        var period = Parsed(text);

        Assert.Equal((Day(start), Day(end)), (period.Start, period.End));
        Assert.Equal(text, period.Label);
    }

    [Theory]
    [InlineData("FY2023", 10, "2022-10-01", "2023-09-30")]
    [InlineData("FY2023", 4, "2022-04-01", "2023-03-31")]
    [InlineData("FY2024", 3, "2023-03-01", "2024-02-29")]
    [InlineData("FY2023", 1, "2023-01-01", "2023-12-31")]
    public void TryParse_FiscalYear_StartsInItsMonth(string text, int startMonth, string start, string end)
    {
        Assert.True(PeriodParser.TryParse(text, startMonth, out var period, out _));

        Assert.Equal((Day(start), Day(end)), (period.Start, period.End));
        Assert.Equal((2000 + int.Parse(text[4..], System.Globalization.CultureInfo.InvariantCulture)), period.Year);
    }

    [Theory]
    [InlineData("2021-h1", "2021-H1")]
    [InlineData("fy2023", "FY2023")]
    [InlineData("2023-ytd@2023-08-20", "2023-YTD@2023-08-20")]
    public void TryParse_SmallLetters_AreTheSame(string text, string label) => Assert.Equal(label, Parsed(text).Label);

    [Theory]
    [InlineData("")]
    [InlineData("21")]
    [InlineData("2021-H3")]
    [InlineData("2021-Q0")]
    [InlineData("2021-13")]
    [InlineData("2021-1")]
    [InlineData("2021-02-29")]
    [InlineData("2021-05-31..2021-05-01")]
    [InlineData("2021-05-01..")]
    [InlineData("2021..2022")]
    [InlineData("2021-01-01..2021-01-02..2021-01-03")]
    [InlineData("2023-YTD")]
    [InlineData("2023-YTD@2022-08-20")]
    [InlineData("2023-YTD@2023-02-30")]
    [InlineData("FY23")]
    [InlineData("1900")]
    [InlineData("2100-01-01")]
    [InlineData("2099-12-31..2100-01-01")]
    [InlineData("２０２１")]
    [InlineData(" 2021")]
    public void TryParse_AnythingElse_SaysWhatIsWrong(string text)
    {
        Assert.False(PeriodParser.TryParse(text, 1, out var period, out var error));

        Assert.Null(period);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void TryParse_DaysInWrongOrder_NamesBoth()
    {
        PeriodParser.TryParse("2021-05-31..2021-05-01", 1, out _, out var error);

        Assert.Equal("the last day 2021-05-01 lies before the first day 2021-05-31", error);
    }

    internal static Period Parsed(string text, int fiscalStartMonth = 1) =>
        PeriodParser.TryParse(text, fiscalStartMonth, out var period, out var error) ? period : throw new ArgumentException(error);

    internal static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
