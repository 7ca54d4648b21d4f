using Border.Statistics.Numbers;
using Border.Statistics.V1;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Figures;

public sealed class ReportedFigureTests : FigureTests
{
    [Fact]
    public async Task Build_NobodyReported_IsNotZero() =>
        Assert.Equal(["2021-H1 - NotReported [2020-H1 - NotReported]"], await TextsAsync(Query(Returned(), "2021-H1", "2020-H1")));

    [Fact]
    public async Task Build_ZeroReported_IsZero()
    {
        Ledger.Report("windows", "2021-H1", 0).Report("windows", "2020-H1", 0);

        Assert.Equal(["2021-H1 0 [2020-H1 0 FromNone]"], await TextsAsync(Query(Returned(), "2021-H1", "2020-H1")));
    }

    [Fact]
    public async Task Build_ExactPeriod_IsPreferredToItsParts()
    {
        Ledger.Report("windows", "2021-H1", 100).Report("windows", "2021-Q1", 40).Report("windows", "2021-Q2", 50);

        Assert.Equal(["2021-H1 100"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_Parts_AreTiledByTheCoarsest()
    {
        Ledger.Report("windows", "2021-Q1", 40).Report("windows", "2021-Q2", 50);
        foreach (var month in Enumerable.Range(1, 6))
            Ledger.Report("windows", $"2021-0{month}", 1000);

        Assert.Equal(["2021-H1 90"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_PartsOverlap_AreNeverAddedTwice()
    {
        Ledger.Report("windows", "2021-01", 1).Report("windows", "2021-02", 2).Report("windows", "2021-02-15..2021-03-31", 100)
            .Report("windows", "2021-03", 4);

        Assert.Equal(["2021-Q1 7"], await TextsAsync(Query(Returned(), "2021-Q1")));
    }

    [Fact]
    public async Task Build_PartMissing_IsIncomplete()
    {
        Ledger.Report("windows", "2021-01", 1).Report("windows", "2021-03", 4);

        Assert.Equal(["2021-Q1 5 Incomplete"], await TextsAsync(Query(Returned(), "2021-Q1")));
    }

    [Fact]
    public async Task Build_CellsAroundThePeriod_AreNotUsed()
    {
        Ledger.Report("windows", "2021", 500).Report("windows", "2021-02-15..2021-04-15", 30);

        Assert.Equal(["2021-Q1 - NotReported"], await TextsAsync(Query(Returned(), "2021-Q1")));
    }

    [Fact]
    public async Task Build_OnlyAreasBelow_AreAddedUp()
    {
        Ledger.Report("windows", "2021-H1", 10, "53").Report("windows", "2021-H1", 20, "45.01");

        Assert.Equal(["2021-H1 30"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_OwnAreaReported_IsPreferredToThoseBelow()
    {
        Ledger.Report("windows", "2021-H1", 25).Report("windows", "2021-H1", 10, "53").Report("windows", "2021-H1", 20, "45");

        Assert.Equal(["2021-H1 25"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_AreaBelowAndItsParts_AreNotAddedTwice()
    {
        Ledger.Report("windows", "2021-H1", 10, "53").Report("windows", "2021-H1", 4, "53.01").Report("windows", "2021-H1", 20, "45");

        Assert.Equal(["2021-H1 30"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_KnownAreaDidNotReport_IsIncomplete()
    {
        Ledger.Report("windows", "2021-H1", 10, "53");

        Assert.Equal(["2021-H1 10 Incomplete"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_AsKnownBeforeAnAreaWas_DoesNotExpectIt()
    {
        Ledger.Report("windows", "2021-H1", 10, "53").Report("windows", "2021-H1", 20, "45");
        Areas = new([.. Areas.All, new("65", new("Xinjiang", "新疆"), AreaKind.Region, Day("2021-08-01"))]);

        Assert.Equal(["2021-H1 30"], await TextsAsync(Query(Returned(), "2021-H1") with { AsOf = Day("2021-07-31") }));
        Assert.Equal(["2021-H1 30 Incomplete"], await TextsAsync(Query(Returned(), "2021-H1") with { AsOf = Day("2021-08-01") }));
    }

    [Fact]
    public async Task Build_AsKnownBeforeAnyAreaWas_ExpectsThoseOfTheFirstImport()
    {
        Ledger.Report("windows", "2021-H1", 10, "53");
        Areas = new([.. Areas.All.Select(area => area with { Since = Day("2024-01-01") }), new("65", new("Xinjiang", "新疆"), AreaKind.Region, Day("2024-08-01"))]);

        Assert.Equal(["2021-H1 45 - NotReported", "2021-H1 53 10"], await TextsAsync(Query(Returned(), "2021-H1") with { AsOf = Day("2021-07-31"), Breakdown = Breakdown.Area }));
        Assert.Equal(["2021-H1 10 Incomplete"], await TextsAsync(Query(Returned(), "2021-H1") with { AsOf = Day("2021-07-31") }));
    }

    [Fact]
    public async Task Build_ByArea_TellsZeroFromNotReported()
    {
        Ledger.Report("windows", "2021-H1", 0, "53");

        Assert.Equal(
            ["2021-H1 45 - NotReported", "2021-H1 53 0"],
            await TextsAsync(Query(Returned(), "2021-H1") with { Breakdown = Breakdown.Area }));
    }

    [Fact]
    public async Task Build_AreasBelowSayMore_AreUsed()
    {
        Ledger.Report("windows", "2021-Q1", 11).Report("windows", "2021-H1", 10, "53").Report("windows", "2021-H1", 20, "45");

        Assert.Equal(["2021-H1 30"], await TextsAsync(Query(Returned(), "2021-H1")));
    }

    [Fact]
    public async Task Build_Categories_AreAddedUpUnlessThereIsATotal()
    {
        Ledger.Report("windows", "2021-01", 1, category: "a").Report("windows", "2021-01", 2, category: "b")
            .Report("windows", "2021-02", 9).Report("windows", "2021-02", 2, category: "a").Report("windows", "2021-02", 3, category: "b");

        Assert.Equal(["2021-01 3"], await TextsAsync(Query(Returned(), "2021-01")));
        Assert.Equal(["2021-02 9"], await TextsAsync(Query(Returned(), "2021-02")));
        Assert.Equal(["2021-01 a 1", "2021-01 b 2"], await TextsAsync(Query(Returned(), "2021-01") with { Breakdown = Breakdown.Category }));
        Assert.Equal(["2021-02 3"], (await TextsAsync(Query(Returned(), "2021-02") with { Category = "b" })).Select(text => text.Replace(" b", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Build_TotalsAndCategoriesInTurn_FillEachOthersGaps()
    {
        Ledger.Report("windows", "2021-01", 10).Report("windows", "2021-03", 30)
            .Report("windows", "2021-02", 4, category: "a").Report("windows", "2021-02", 5, category: "b");

        Assert.Equal(["2021-Q1 49"], await TextsAsync(Query(Returned(), "2021-Q1")));
    }

    [Fact]
    public async Task Build_OneCategoryLacksAMonth_IsIncomplete()
    {
        Ledger.Report("windows", "2021-01", 1, category: "a").Report("windows", "2021-02", 1, category: "a").Report("windows", "2021-01", 5, category: "b");

        Assert.Equal(["2021-01-01..2021-02-28 7 Incomplete"], await TextsAsync(Query(Returned(), "2021-01-01..2021-02-28")));
    }

    [Fact]
    public async Task Build_OnlyTotalsByCategory_GivesTheTotal()
    {
        Ledger.Report("windows", "2021-01", 10);

        Assert.Equal(["2021-01 10"], await TextsAsync(Query(Returned(), "2021-01") with { Breakdown = Breakdown.Category }));
    }

    [Fact]
    public async Task Build_ByMonth_TakesEachMonth()
    {
        Ledger.Report("windows", "2021-01", 10).Report("windows", "2021-Q1", 60);

        Assert.Equal(
            ["2021-01 10", "2021-02 - NotReported", "2021-03 - NotReported"],
            await TextsAsync(Query(Returned(), "2021-Q1") with { Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_RoundedCells_AddTheirBands()
    {
        Ledger.Report("windows", "2021-Q1", 31000, below: 500, above: 500).Report("windows", "2021-Q2", 2200, above: 99);

        var row = await RowAsync(Query(Returned(), "2021-H1"));

        Assert.Equal(new Approximate(33200, 32700, 33799), row.Value);
    }

    [Fact]
    public async Task Build_CellLoadedLater_IsFlagged()
    {
        Ledger.Report("windows", "2021-H1", 10).Report("windows", "2020-H1", 9, loadedLater: true);

        Assert.Equal(["2021-H1 10 [2020-H1 9 LoadedLater SmallBase]"], await TextsAsync(Query(Returned(), "2021-H1", "2020-H1")));
    }

    [Fact]
    public async Task Build_PeriodNotOver_TakesTheSameMonthsOfTheBase()
    {
        foreach (var month in Enumerable.Range(1, 7))
            Ledger.Report("windows", $"2023-0{month}", 10);
        foreach (var month in Enumerable.Range(1, 9))
            Ledger.Report("windows", $"2022-0{month}", 5);

        Assert.Equal(
            ["2023 70 Partial Incomplete [2022-01-01..2022-08-20 35 Incomplete]"],
            await TextsAsync(Query(Returned(), "2023", "2022") with { Today = Day("2023-08-20") }));
    }

    [Fact]
    public async Task Build_PeriodNotOverIsReturnedAsAWhole_TakesTheWholeBase()
    {
        Ledger.Report("windows", "2021-Q2", 150).Report("windows", "2020-Q2", 120);
        foreach (var month in Enumerable.Range(4, 2))
            Ledger.Report("windows", $"2020-0{month}", 40).Report("windows", $"2021-0{month}", 50);

        var row = await RowAsync(Query(Returned(), "2021-Q2", "2020-Q2") with { Today = Day("2021-06-05") });

        Assert.Equal((150m, 120m, Day("2021-06-30")), (row.Value!.Value.Amount, row.Comparisons[0].Base!.Value.Amount, row.Counted.End));
        Assert.Equal(("2020-Q2", 25m), (row.Comparisons[0].Period.Label, row.Comparisons[0].Percent!.Percent));
        Assert.Empty(row.Flags.Concat(row.Comparisons[0].Flags));
    }

    [Fact]
    public async Task Build_ByMonthOfAPeriodNotOver_TakesTheWholeMonthOfTheBaseWhereItIsReturned()
    {
        Ledger.Report("windows", "2021-06", 50).Report("windows", "2020-06", 40).Report("windows", "2020-06-01..2020-06-05", 7);

        Assert.Equal(
            ["2021-05 - NotReported [2020-05 - NotReported]", "2021-06 50 [2020-06 40]"],
            await TextsAsync(Query(Returned(), "2021-05-01..2021-07-31", "2020-05-01..2020-07-31") with { Today = Day("2021-06-05"), Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_StockOfAPeriodNotOver_TakesTheSameDaysOfTheBase()
    {
        Ledger.Report("windows", "2023-08-01", 50).Report("windows", "2022-08-01", 40).Report("windows", "2022-12-31", 90);

        Assert.Equal(
            ["2023 50 Partial [2022-01-01..2022-08-20 40]"],
            await TextsAsync(Query(Returned(Measure.Stock), "2023", "2022") with { Today = Day("2023-08-20") }));
    }

    [Fact]
    public async Task Build_Stock_IsTheLastStateReportedNeverASum()
    {
        Ledger.Report("windows", "2020-03-01", 1820).Report("windows", "2020-03-11", 1900).Report("windows", "2020-04-01", 1);

        Assert.Equal(["2020-03 1900"], await TextsAsync(Query(Returned(Measure.Stock), "2020-03")));
        Assert.Equal(["2020-02 - NotReported"], await TextsAsync(Query(Returned(Measure.Stock), "2020-02")));
    }

    [Fact]
    public async Task Build_StockOfAreas_AddsUpOverAreas()
    {
        Ledger.Report("windows", "2020-03-10", 7, "53").Report("windows", "2020-03-11", 10, "53").Report("windows", "2020-03-11", 20, "45");

        Assert.Equal(["2020-03 30"], await TextsAsync(Query(Returned(Measure.Stock), "2020-03")));
    }

    [Fact]
    public async Task Build_StockOfAreasOnDifferentDays_IsIncomplete()
    {
        Ledger.Report("windows", "2020-03-10", 7, "53").Report("windows", "2020-03-11", 20, "45");

        Assert.Equal(["2020-03 27 Incomplete"], await TextsAsync(Query(Returned(Measure.Stock), "2020-03")));
    }

    [Fact]
    public async Task Build_StockOfCategoriesOnDifferentDays_HasTheLastOfEachAndIsIncomplete()
    {
        Ledger.Report("windows", "2021-06-28", 30, category: "e_channel").Report("windows", "2021-06-29", 40, category: "e_channel")
            .Report("windows", "2021-06-30", 100, category: "manual");

        Assert.Equal(["2021-06 140 Incomplete"], await TextsAsync(Query(Returned(Measure.Stock), "2021-06")));
        Assert.Equal(
            ["2021-06 e_channel 40", "2021-06 manual 100"],
            await TextsAsync(Query(Returned(Measure.Stock), "2021-06") with { Breakdown = Breakdown.Category }));
    }

    [Theory]
    [InlineData("e_channel", "2021-06 140")]
    [InlineData("manual", "2021-06 140")]
    [InlineData("e_channel,manual", "2021-06 143")]
    public async Task Build_StockOfATotalAndCategoriesAfterIt_IsTheTotalUntilAllAreTold(string told, string expected)
    {
        Ledger.Report("windows", "2021-06-28", 40, category: "e_channel").Report("windows", "2021-06-28", 99, category: "manual").Report("windows", "2021-06-29", 140);
        foreach (var category in told.Split(','))
            Ledger.Report("windows", "2021-06-30", category == "manual" ? 101 : 42, category: category);

        Assert.Equal([expected], await TextsAsync(Query(Returned(Measure.Stock), "2021-06")));
    }

    [Fact]
    public async Task Build_StockOfATotalAndOneCategoryAfterIt_IsTheTotal()
    {
        Ledger.Report("windows", "2021-06-29", 140).Report("windows", "2021-06-30", 101, category: "manual");

        Assert.Equal(["2021-06 140"], await TextsAsync(Query(Returned(Measure.Stock), "2021-06")));
    }

    [Fact]
    public async Task Build_StockOfAreasOfOneDayAndACategoryAfterIt_IsOfThatDay()
    {
        Ledger.Report("windows", "2021-06-29", 7, "53").Report("windows", "2021-06-29", 20, "45").Report("windows", "2021-06-30", 3, "53", category: "manual");

        Assert.Equal(["2021-06 27"], await TextsAsync(Query(Returned(Measure.Stock), "2021-06")));
    }

    [Fact]
    public async Task Build_StockByMonth_IsTheLastStateOfEach()
    {
        Ledger.Report("windows", "2020-01-31", 1).Report("windows", "2020-03-10", 3).Report("windows", "2020-03-20", 4);

        Assert.Equal(
            ["2020-01 1", "2020-02 - NotReported", "2020-03 4"],
            await TextsAsync(Query(Returned(Measure.Stock), "2020-Q1") with { Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_Rate_IsOnlyEverTheOneReported()
    {
        Ledger.Report("windows", "2021-H1", 99.5m).Report("windows", "2021-Q3", 98).Report("windows", "2021-Q4", 97);
        var rate = Returned(Measure.Rate);

        Assert.Equal(["2021-H1 99.5"], await TextsAsync(Query(rate, "2021-H1")));
        Assert.Equal(["2021-H2 - NotAdditive"], await TextsAsync(Query(rate, "2021-H2")));
        Assert.Equal(["2022 - NotReported"], await TextsAsync(Query(rate, "2022")));
    }

    [Fact]
    public async Task Build_RateOfAreasBelow_IsNotAdded()
    {
        Ledger.Report("windows", "2021-H1", 99, "53").Report("windows", "2021-H1", 98, "45");

        Assert.Equal(["2021-H1 - NotAdditive"], await TextsAsync(Query(Returned(Measure.Rate), "2021-H1")));
        Assert.Equal(["2021-H1 53 99"], await TextsAsync(Query(Returned(Measure.Rate), "2021-H1") with { Areas = ["53"] }));
    }
}
