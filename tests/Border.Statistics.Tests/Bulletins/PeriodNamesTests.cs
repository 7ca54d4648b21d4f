using Border.Statistics.Bulletins;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Bulletins;

public sealed class PeriodNamesTests
{
    [Theory]
    [InlineData("2021", "2021", "2021年")]
    [InlineData("2021-H1", "the first half of 2021", "2021年上半年")]
    [InlineData("2021-H2", "the second half of 2021", "2021年下半年")]
    [InlineData("2021-Q3", "the third quarter of 2021", "2021年第三季度")]
    [InlineData("2021-05", "May 2021", "2021年5月")]
    [InlineData("2021-05-17", "17 May 2021", "2021年5月17日")]
    [InlineData("2021-01-01..2021-05-31", "1 January to 31 May 2021", "2021年1月1日至5月31日")]
    [InlineData("2020-12-24..2021-01-06", "24 December 2020 to 6 January 2021", "2020年12月24日至2021年1月6日")]
    [InlineData("2023-YTD@2023-08-20", "1 January to 20 August 2023", "2023年1月1日至8月20日")]
    [InlineData("FY2023", "fiscal year 2023 (October 2022 to September 2023)", "2023财年（2022年10月至2023年9月）")]
    public void Of_AnyForm_IsNamedInBothLanguages(string period, string en, string zh) =>
        Assert.Equal(new(en, zh), PeriodNames.Of(Parsed(period, 10)));

    [Fact]
    public void Of_FiscalYearFromJanuary_HasNoMonths() => Assert.Equal("fiscal year 2023", PeriodNames.Of(Parsed("FY2023")).En);

    [Theory]
    [InlineData("2021-H1", "2020-H1", 1)]
    [InlineData("2021-02", "2020-02", 1)]
    [InlineData("2024-02", "2021-02", 3)]
    [InlineData("2021-H1", "2020-H2", null)]
    [InlineData("2021-Q1", "2020-H1", null)]
    [InlineData("2021-H2", "2021-H1", null)]
    public void YearsBefore_Ranges_AreTheSameDatesOrNone(string period, string before, int? years) =>
        Assert.Equal(years, PeriodNames.YearsBefore(Parsed(period).Range, Parsed(before).Range));
}
