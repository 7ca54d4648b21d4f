using Border.Statistics.V1;

namespace Border.Statistics.Tests.Figures;

public sealed class DistinctFigureTests : FigureTests
{
    private const string Persons = "persons_encountered";

    public DistinctFigureTests() => Ledger
        .Count(Persons, "2021-01-20", area: "53.01", category: "illegal_entry", source: "a")
        .Count(Persons, "2021-02-10", area: "53.02", category: "illegal_entry", source: "a")
        .Count(Persons, "2021-02-11", area: "53.02", category: "illegal_work", source: "a")
        .Count(Persons, "2021-02-28", area: "53.02", category: "illegal_entry", source: "b")
        .Count(Persons, "2020-01-25", area: "53.01", category: "illegal_entry", source: "a")
        .Count(Persons, "2020-02-29", area: "53.01", category: "illegal_entry", source: "a")
        .Count(Persons, "2022-02-28", area: "53.01", category: "illegal_entry", source: "c")
        .Count(Persons, "2022-03-01", area: "53.01", category: "illegal_entry", source: "c");

    [Fact]
    public async Task Build_Period_CountsEachPersonOnceBesideItsBase() =>
        Assert.Equal(["2021-Q1 2 [2020-Q1 1 SmallBase]"], await TextsAsync(Query(Indicator(Persons), "2021-Q1", "2020-Q1")));

    [Theory]
    [InlineData(Breakdown.Area, "2021-Q1 45 0;2021-Q1 53 2")]
    [InlineData(Breakdown.Category, "2021-Q1 illegal_entry 2;2021-Q1 illegal_work 1")]
    [InlineData(Breakdown.Month, "2021-01 1;2021-02 2;2021-03 0")]
    public async Task Build_BrokenDown_CountsEachPersonInEachPart(Breakdown breakdown, string expected) =>
        Assert.Equal(expected, string.Join(';', await TextsAsync(Query(Indicator(Persons), "2021-Q1") with { Breakdown = breakdown })));

    [Fact]
    public async Task Build_ByMonthOfDaysThatBeginInAMonth_CountsEachPersonOnceInEachPart() => Assert.Equal(
        ["2021-01-15..2021-01-31 1 [2020-01-15..2020-01-31 1 SmallBase]", "2021-02 2 [2020-02 1 SmallBase]"],
        await TextsAsync(Query(Indicator(Persons), "2021-01-15..2021-02-28", "2020-01-15..2020-02-29") with { Breakdown = Breakdown.Month }));

    [Fact]
    public async Task Build_ByMonthBesideDaysThatAreNoMonths_CountsEachPersonOnceInEachOfThese() => Assert.Equal(
        ["2021-01 1 [2020-01-20..2020-02-19 1 SmallBase]", "2021-02 2 [2020-02-20..2020-03-18 1 SmallBase]"],
        await TextsAsync(Query(Indicator(Persons), "2021-01-01..2021-02-28", "2020-01-20..2020-03-20") with { Breakdown = Breakdown.Month }));

    [Fact]
    public async Task Build_ByMonthBesideALongerLastMonth_CountsThePersonsOfTheSameDaysOfIt() => Assert.Equal(
        ["2021-01 1 [2020-01 1 SmallBase]", "2021-02-01..2021-02-10 1 [2020-02-01..2020-02-10 0 FromNone]"],
        await TextsAsync(Query(Indicator(Persons), "2021-01-01..2021-02-10", "2020-01-01..2020-02-29") with { Breakdown = Breakdown.Month }));

    [Fact]
    public async Task Build_PartOfABaseReachesIntoTheNextMonth_CountsEachPersonOnceInIt() => Assert.Equal(
        ["2021-03-02..2021-03-31 0 [2022-02-01..2022-03-02 1 SmallBase]"],
        await TextsAsync(Query(Indicator(Persons), "2021-03-02..2021-03-31", "2022-02-01..2022-03-02") with { Breakdown = Breakdown.Month }));

    [Fact]
    public async Task Build_ReportedDistinct_StandsForItsOwnPeriodAndAreaOnly()
    {
        Ledger.Report("windows", "2021-01", 5).Report("windows", "2021-02", 7).Report("windows", "2021-Q1", 9);

        Assert.Equal(["2021-Q1 9"], await TextsAsync(Query(Returned(Measure.Distinct), "2021-Q1")));
        Assert.Equal(["2021-01-01..2021-02-28 - NotAdditive"], await TextsAsync(Query(Returned(Measure.Distinct), "2021-01-01..2021-02-28")));
    }
}
