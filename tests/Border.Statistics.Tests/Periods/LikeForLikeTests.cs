using Border.Statistics.Periods;
using FsCheck;
using FsCheck.Fluent;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Periods;

public sealed class LikeForLikeTests
{
    [Theory]
    [InlineData("2023-YTD@2023-08-20", "2022", "2022-01-01..2022-08-20")]
    [InlineData("2023-YTD@2023-08-20", "2019", "2019-01-01..2019-08-20")]
    [InlineData("2023-YTD@2023-08-20", "2022-01-01..2022-12-31", "2022-01-01..2022-08-20")]
    [InlineData("2024-YTD@2024-02-29", "2023", "2023-01-01..2023-02-28")]
    [InlineData("2023-YTD@2023-02-28", "2024", "2024-01-01..2024-02-28")]
    [InlineData("2023-YTD@2023-08-20", "2022-YTD@2022-08-20", "2022-YTD@2022-08-20")]
    [InlineData("2021-H1", "2020-H1", "2020-H1")]
    [InlineData("2021-H1", "2020-H2", "2020-H2")]
    [InlineData("2021-02", "2021-01", "2021-01")]
    [InlineData("2021-Q2", "2020", "2020-04-01..2020-06-30")]
    [InlineData("2021-02", "2020-Q1", "2020-02")]
    [InlineData("2021-05-17", "2020-05", "2020-05-17")]
    [InlineData("2021-01-01..2021-06-30", "2020-H1", "2020-H1")]
    [InlineData("2021-01-01..2021-02-28", "2020", "2020-01-01..2020-02-29")]
    [InlineData("2021-H1", "2020-03-01..2020-12-31", "2020-03-01..2020-12-31")]
    public void SameDays_PeriodIsOver_CutsOnlyLongerBases(string period, string basis, string same)
    {
        var days = new LikeForLike(Parsed(period), Day("2030-01-01")).SameDays(Parsed(basis));

        Assert.Equal(same, days.Period.Label);
        Assert.True(days.AreAlike);
    }

    [Theory]
    [InlineData("2023", "2022", "2022-01-01..2022-08-20")]
    [InlineData("2023-H2", "2022-H2", "2022-07-01..2022-08-20")]
    [InlineData("2023-Q3", "2023-Q2", "2023-04-01..2023-05-20")]
    [InlineData("2023-08", "2022-08", "2022-08-01..2022-08-20")]
    [InlineData("2023-08-15..2023-09-15", "2022-08-15..2022-09-15", "2022-08-15..2022-08-20")]
    [InlineData("FY2023", "FY2022", "2021-10-01..2022-08-20")]
    public void SameDays_PeriodIsNotOver_CutsTheBase(string period, string basis, string same)
    {
        var like = new LikeForLike(Parsed(period, 10), Day("2023-08-20"));

        Assert.True(like.IsPartial);
        Assert.Equal(Day("2023-08-20"), like.Counted.End);
        Assert.Equal((same, true), (like.SameDays(Parsed(basis, 10)).Period.Label, like.SameDays(Parsed(basis, 10)).AreAlike));
    }

    [Theory]
    [InlineData("2021-05-30", false)]
    [InlineData("2021-05-31", true)]
    public void SameDays_BaseAfterThePeriod_IsAlikeFromItsLastDayOn(string today, bool areAlike) =>
        Assert.Equal(areAlike, new LikeForLike(Parsed("2020-05"), Day(today)).SameDays(Parsed("2021-05")).AreAlike);

    [Theory]
    [InlineData("2023-YTD@2023-08-20", "2022-H1", "2030-01-01")]
    [InlineData("2023", "2022-H1", "2023-08-20")]
    [InlineData("2020-H1", "2023-H2", "2023-08-20")]
    public void SameDays_BaseLacksTheDays_AreNotAlike(string period, string basis, string today)
    {
        var days = new LikeForLike(Parsed(period), Day(today)).SameDays(Parsed(basis));

        Assert.False(days.AreAlike);
        Assert.Equal(basis, days.Period.Label);
    }

    [Fact]
    public void Counted_PeriodHasNotBegun_IsItsFirstDay()
    {
        var like = new LikeForLike(Parsed("2024"), Day("2023-08-20"));

        Assert.Equal(new DayRange(Day("2024-01-01"), Day("2024-01-01")), like.Counted);
    }

    [Theory]
    [InlineData("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28")]
    [InlineData("2024-06-01", "2024-06-30", "2023-06-01", "2023-06-30")]
    [InlineData("2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28")]
    public void SamePart_PartOfTheYear_IsTheSamePart(string start, string end, string sameStart, string sameEnd)
    {
        var like = new LikeForLike(Parsed("2024"), Day("2030-01-01"));

        var part = like.SamePart(new(Day(start), Day(end)), Parsed("2023").Range);

        Assert.Equal(new DayRange(Day(sameStart), Day(sameEnd)), part);
    }

    [Fact]
    public void SamePart_BaseIsShorter_IsNone()
    {
        var like = new LikeForLike(Parsed("2024"), Day("2030-01-01"));

        Assert.Null(like.SamePart(Parsed("2024-07").Range, Parsed("2023-H1").Range));
    }

    [Fact]
    public void SameDays_AnyYearToDate_HaveTheSameDates() => Prop.ForAll(PeriodTests.Ranges, Gen.Choose(1, 40).ToArbitrary(), (range, years) =>
    {
        var period = Period.ForYearToDate(range.End);
        var same = new LikeForLike(period, range.End).SameDays(Period.ForYear(range.End.Year - years));
        var expected = range.End is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(range.End.Year - years)
            ? range.End.AddDays(-1) : range.End;
        return same.AreAlike && same.Period.Start.DayOfYear == 1
            && (same.Period.End.Month, same.Period.End.Day) == (expected.Month, expected.Day);
    }).QuickCheckThrowOnFailure();
}
