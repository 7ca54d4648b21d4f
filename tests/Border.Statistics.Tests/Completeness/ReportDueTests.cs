using Border.Statistics.Completeness;
using Border.Statistics.Periods;
using Border.Statistics.Tests.Periods;

namespace Border.Statistics.Tests.Completeness;

public sealed class ReportDueTests
{
    [Theory]
    [InlineData("2021-05-31", false, false)]
    [InlineData("2021-06-01", true, false)]
    [InlineData("2021-06-10", true, false)]
    [InlineData("2021-06-11", true, true)]
    public void Of_SeenOnADay_SaysWhetherThePeriodAndItsTimeAreOver(string day, bool isOver, bool isPast)
    {
        var due = ReportDue.Of(Period.ForMonth(2021, 5), 10, PeriodParserTests.Day(day));

        Assert.Equal((isOver, isPast), (due.IsPeriodOver, due.IsPast));
    }

    [Theory]
    [InlineData("2021-05-20", 0)]
    [InlineData("2021-06-10", 0)]
    [InlineData("2021-06-11", 1)]
    [InlineData("2021-07-01", 21)]
    public void LateDays_OfADay_CountsFromTheDueDay(string day, int late) =>
        Assert.Equal(late, ReportDue.Of(Period.ForMonth(2021, 5), 10, PeriodParserTests.Day("2021-12-31")).LateDays(PeriodParserTests.Day(day)));
}
