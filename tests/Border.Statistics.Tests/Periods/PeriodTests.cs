using Border.Statistics.Periods;
using FsCheck;
using FsCheck.Fluent;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Periods;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2021", "2020")]
    [InlineData("2021-H1", "2020-H1")]
    [InlineData("2021-Q4", "2020-Q4")]
    [InlineData("2021-02", "2020-02")]
    [InlineData("2024-02-29", "2023-02-28")]
    [InlineData("2024-02-28", "2023-02-28")]
    [InlineData("FY2023", "FY2022")]
    [InlineData("2024-YTD@2024-02-29", "2023-YTD@2023-02-28")]
    [InlineData("2021-02-01..2021-02-28", "2020-02-01..2020-02-29")]
    [InlineData("2021-01-01..2021-05-31", "2020-01-01..2020-05-31")]
    [InlineData("2024-01-15..2024-02-29", "2023-01-15..2023-02-28")]
    [InlineData("2021-01-15..2021-02-28", "2020-01-15..2020-02-28")]
    public void YearBefore_AnyForm_IsTheSameForm(string text, string before) =>
        Assert.Equal(before, Parsed(text, 10).YearBefore().Label);

    [Fact]
    public void YearBefore_FiscalYear_KeepsItsMonth()
    {
        var before = Parsed("FY2023", 10).YearBefore();

        Assert.Equal(new DayRange(Day("2021-10-01"), Day("2022-09-30")), before.Range);
    }

    [Fact]
    public void Months_RangeWithinMonths_AreCut()
    {
        var months = Parsed("2021-01-15..2021-03-02").Range.Months();

        Assert.Equal(["2021-01-15..2021-01-31", "2021-02", "2021-03-01..2021-03-02"], months.Select(month => Period.Naming(month).Label));
    }

    [Fact]
    public void Naming_OneDay_IsThatDay() => Assert.Equal("2021-03-02", Period.Naming(new(Day("2021-03-02"), Day("2021-03-02"))).Label);

    [Fact]
    public void Months_AnyRange_TileItWithoutGapOrOverlap() => Prop.ForAll(Ranges, range =>
    {
        var months = range.Months().ToList();
        return months[0].Start == range.Start
            && months[^1].End == range.End
            && months.Sum(month => month.Days) == range.Days
            && months.Zip(months.Skip(1)).All(pair => pair.First.End.AddDays(1) == pair.Second.Start);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Label_AnyRange_ParsesBackToIt() => Prop.ForAll(Ranges, range =>
        Parsed(Period.Naming(range).Label).Range == range).QuickCheckThrowOnFailure();

    [Fact]
    public void YearBefore_AnyRange_KeepsItsDatesOrItsWholeMonths() => Prop.ForAll(Ranges, range =>
    {
        var before = Period.ForDays(range.Start, range.End).YearBefore().Range;
        return range.IsWholeMonths == before.IsWholeMonths && Math.Abs(before.Days - range.Days) <= 1
            || range.End is { Month: 2, Day: 29 } or { Month: 2, Day: 28 };
    }).QuickCheckThrowOnFailure();

    internal static Arbitrary<DayRange> Ranges { get; } = (
        from start in Gen.Choose(Day("1950-01-01").DayNumber, Day("2090-12-31").DayNumber)
        from days in Gen.Choose(0, 1200)
        select new DayRange(DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(start + days))).ToArbitrary();
}
