using Border.Statistics.Figures;
using Border.Statistics.V1;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Figures;

public sealed class CountedFigureTests : FigureTests
{
    [Fact]
    public async Task Build_CountedPeriod_SumsItAndItsBase()
    {
        Ledger.Count(Cases, "2021-01-01", 30).Count(Cases, "2021-06-30", 66).Count(Cases, "2021-07-01", 5)
            .Count(Cases, "2020-01-01", 30).Count(Cases, "2020-07-01", 7);

        var row = await RowAsync(Query(Indicator(Cases), "2021-H1", "2020-H1"));

        Assert.Equal((96m, 30m), (row.Value!.Value.Amount, row.Comparisons[0].Base!.Value.Amount));
        Assert.Equal((66m, 220m), (row.Comparisons[0].Change, row.Comparisons[0].Percent!.Percent));
        Assert.Empty(row.Flags);
        Assert.Empty(row.Comparisons[0].Flags);
    }

    [Fact]
    public async Task Build_NothingCounted_IsZero()
    {
        var row = await RowAsync(Query(Indicator(Cases), "2021-H1"));

        Assert.Equal(0, row.Value!.Value.Amount);
        Assert.Empty(row.Flags);
    }

    [Fact]
    public async Task Build_BaseBeforeTheFirstRecord_IsUnknownNotZero()
    {
        Ledger.Count(Cases, "2020-03-10", 40).Count(Cases, "2021-03-10", 60);

        Assert.Equal(["2021-H1 60 [2019-H1 - NoBase]"], await TextsAsync(Query(Indicator(Cases), "2021-H1", "2019-H1")));
    }

    [Fact]
    public async Task Build_BaseBeginsBeforeTheFirstRecord_IsFlagged()
    {
        Ledger.Count(Cases, "2020-03-10", 40).Count(Cases, "2021-03-10", 60);

        Assert.Equal(["2021-H1 60 [2020-H1 40 NoBase]"], await TextsAsync(Query(Indicator(Cases), "2021-H1", "2020-H1")));
    }

    [Theory]
    [InlineData("2020-03-01", "2020-H1 40 NoBase", "2019-H1 - NoBase")]
    [InlineData("1949-10-01", "2020-H1 40", "2019-H1 0 FromNone")]
    public async Task Build_RecordOfAClockThatWasNeverSet_BaseIsUnknownBeforeTheDayThatTheAgencyNames(string since, string partly, string none)
    {
        Ledger.Count(Cases, "1970-01-01", 1).Count(Cases, "2020-03-10", 40).Count(Cases, "2021-03-10", 60);
        RecordsSince = Day(since);

        Assert.Equal([$"2021-H1 60 [{partly}] [{none}]"], await TextsAsync(Query(Indicator(Cases), "2021-H1", "2020-H1", "2019-H1")));
    }

    [Fact]
    public async Task Build_AsKnownBeforeAnArchiveWasLoaded_BaseIsUnknown()
    {
        Ledger.Count(Cases, "2022-01-10", 60).Count(Cases, "2021-01-10", 40, knownOn: "2022-09-01");

        var query = Query(Indicator(Cases), "2022-H1", "2021-H1", "2020-H1");

        Assert.Equal(["2022-H1 60 [2021-H1 - NoBase] [2020-H1 - NoBase]"], await TextsAsync(query with { AsOf = Day("2022-08-31") }));
        Assert.Equal(["2022-H1 60 [2021-H1 40] [2020-H1 - NoBase]"], await TextsAsync(query with { AsOf = Day("2022-09-01") }));
    }

    [Fact]
    public async Task Build_ByAreaAsKnownBeforeAnAreaWas_HasNoRowForIt()
    {
        Ledger.Count(Cases, "2021-01-05", 5, "53");
        Areas = new([.. Areas.All, new("65", new("Xinjiang", "新疆"), AreaKind.Region, Day("2021-03-01"))]);
        var query = Query(Indicator(Cases), "2021-01") with { Breakdown = Breakdown.Area };

        Assert.Equal(["2021-01 45 0", "2021-01 53 5"], await TextsAsync(query with { AsOf = Day("2021-02-28") }));
        Assert.Equal(["2021-01 45 0", "2021-01 53 5", "2021-01 65 0"], await TextsAsync(query with { AsOf = Day("2021-03-01") }));
    }

    [Fact]
    public async Task Build_AnotherIndicatorOfTheFeedIsHeld_BaseIsZero()
    {
        Ledger.Count("suspects_arrested", "2020-01-10").Count(Cases, "2021-03-10", 60);

        Assert.Equal(["2021-H1 60 [2020-H1 0 FromNone]"], await TextsAsync(Query(Indicator(Cases), "2021-H1", "2020-H1")));
    }

    [Fact]
    public async Task Build_PeriodNotOver_ComparesTheSameDays()
    {
        Ledger.Count(Cases, "2022-01-05", 50).Count(Cases, "2022-08-21", 500).Count(Cases, "2023-08-20", 75);

        var row = await RowAsync(Query(Indicator(Cases), "2023", "2022") with { Today = Day("2023-08-20") });

        Assert.Equal((Day("2023-08-20"), "2023"), (row.Counted.End, row.Period.Label));
        Assert.Equal([FigureFlag.Partial], row.Flags);
        Assert.Equal(("2022-01-01..2022-08-20", 50m), (row.Comparisons[0].Period.Label, row.Comparisons[0].Percent!.Percent));
    }

    [Fact]
    public async Task Build_AsKnownOn_CountsOnlyWhatWasKnown()
    {
        Ledger.Count(Cases, "2021-01-05", 50).Count(Cases, "2021-02-05", 7, knownOn: "2021-09-01");

        var query = Query(Indicator(Cases), "2021-H1");

        Assert.Equal(["2021-H1 50"], await TextsAsync(query with { AsOf = Day("2021-08-31") }));
        Assert.Equal(["2021-H1 57"], await TextsAsync(query with { AsOf = Day("2021-09-01") }));
        Assert.Equal(["2021-H1 0 Partial"], await TextsAsync(query with { AsOf = Day("2021-01-04") }));
    }

    [Fact]
    public async Task Build_ByMonth_GivesEmptyMonthsToo()
    {
        Ledger.Count(Cases, "2020-01-31", 40).Count(Cases, "2020-02-29", 41).Count(Cases, "2021-02-28", 50).Count(Cases, "2021-03-01", 3);

        Assert.Equal(
            ["2021-01 0 [2020-01 40]", "2021-02 50 [2020-02 41]", "2021-03 3 [2020-03 0 FromNone]"],
            await TextsAsync(Query(Indicator(Cases), "2021-Q1", "2020-Q1") with { Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_ByMonthOfPeriodNotOver_EndsWithToday()
    {
        Ledger.Count(Cases, "2022-07-31", 40).Count(Cases, "2022-08-21", 9).Count(Cases, "2023-08-02", 3);

        Assert.Equal(
            ["2023-07 0 [2022-07 40]", "2023-08 3 Partial [2022-08-01..2022-08-20 0 FromNone]"],
            await TextsAsync(Query(Indicator(Cases), "2023-H2", "2022") with { Breakdown = Breakdown.Month, Today = Day("2023-08-20") }));
    }

    [Fact]
    public async Task Build_ByMonthFromMidMonth_CutsFirstAndLast()
    {
        Ledger.Count(Cases, "2021-01-14", 9).Count(Cases, "2021-01-15", 1).Count(Cases, "2021-02-10", 2).Count(Cases, "2021-02-11", 9)
            .Count(Cases, "2020-01-20", 5);

        Assert.Equal(
            ["2021-01-15..2021-01-31 1 [2020-01-15..2020-01-31 5 SmallBase]", "2021-02-01..2021-02-10 2 [2020-02-01..2020-02-10 0 FromNone]"],
            await TextsAsync(Query(Indicator(Cases), "2021-01-15..2021-02-10", "2020-01-15..2020-02-10") with { Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_ByMonthBesideALongerLastMonth_CountsTheSameDaysOfIt()
    {
        Ledger.Count(Cases, "2020-01-20", 30).Count(Cases, "2020-02-20", 40).Count(Cases, "2021-02-05", 10);

        Assert.Equal(
            ["2021-01 0 [2020-01 30]", "2021-02-01..2021-02-10 10 [2020-02-01..2020-02-10 0 FromNone]"],
            await TextsAsync(Query(Indicator(Cases), "2021-01-01..2021-02-10", "2020-01-01..2020-02-29") with { Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_ByMonthFromMidMonthBesideTheFirstOfOne_CountsEachDayInItsPart()
    {
        for (var day = 1; day <= 31; day++)
            Ledger.Count(Cases, $"2020-01-{day:00}");

        Assert.Equal(
            ["2021-01-15..2021-01-31 0 [2020-01-01..2020-01-17 17 SmallBase]", "2021-02-01..2021-02-10 0 [2020-01-18..2020-01-27 10 SmallBase]"],
            await TextsAsync(Query(Indicator(Cases), "2021-01-15..2021-02-10", "2020-01-01..2020-01-27") with { Breakdown = Breakdown.Month }));
    }

    [Fact]
    public async Task Build_ByDay_GivesEveryDay()
    {
        Ledger.Count(Cases, "2020-02-28", 2).Count(Cases, "2024-02-29", 3);

        Assert.Equal(
            ["2024-02-28 0 [2023-02-28..2023-02-28 0 FromNone]", "2024-02-29 3 [2023-02-28..2023-02-28 0 FromNone]"],
            await TextsAsync(Query(Indicator(Cases), "2024-02-28..2024-02-29", "2023-02-28..2023-02-28") with { Breakdown = Breakdown.Day }));
    }

    [Fact]
    public async Task Build_ByArea_GivesEveryKnownAreaAndWhatIsRecordedAbove()
    {
        Ledger.Count(Cases, "2021-01-05", 5, "53.02.01").Count(Cases, "2021-01-05", 2, "53").Count(Cases, "2021-01-05", 3, "53.09")
            .Count(Cases, "2020-01-05", 4, "53.02");

        Assert.Equal(
            ["2021 53 2 [2020 0 FromNone]", "2021 53.01 0 [2020 0 FromNone]", "2021 53.02 5 [2020 4 SmallBase]", "2021 53.09 3 [2020 0 FromNone]"],
            await TextsAsync(Query(Indicator(Cases), "2021", "2020") with { Breakdown = Breakdown.Area, Areas = ["53"] }));
    }

    [Fact]
    public async Task Build_ByCategory_GivesThoseOfTheBaseToo()
    {
        Ledger.Count(Cases, "2021-01-05", 5, category: "a").Count(Cases, "2020-01-05", 4, category: "b");

        Assert.Equal(
            ["2021 a 5 [2020 0 FromNone]", "2021 b 0 [2020 4 SmallBase]"],
            await TextsAsync(Query(Indicator(Cases), "2021", "2020") with { Breakdown = Breakdown.Category }));
    }

    [Fact]
    public async Task Build_OneCategory_CountsOnlyIt()
    {
        Ledger.Count(Cases, "2021-01-05", 5, category: "a").Count(Cases, "2021-01-05", 4, category: "b");

        Assert.Equal(["2021 b 4"], await TextsAsync(Query(Indicator(Cases), "2021") with { Category = "b" }));
    }

    [Fact]
    public async Task Build_SeveralAreasAndIndicators_ComeInTheOrderAskedFor()
    {
        Ledger.Count(Cases, "2021-01-05", 5, "53.02").Count("firearms_seized", "2021-01-05", 7, "45.01");

        var rows = await RowsAsync(Query(Indicator(Cases), "2021") with
        {
            Indicators = [Indicator("firearms_seized"), Indicator(Cases)],
            Areas = ["53", "45", ""],
        });

        Assert.Equal(
            ["firearms_seized 53 0", "firearms_seized 45 7", "firearms_seized  7", $"{Cases} 53 5", $"{Cases} 45 0", $"{Cases}  5"],
            rows.Select(row => $"{row.Indicator.Code} {row.Area} {row.Value!.Value.Amount}"));
    }

    [Fact]
    public async Task Build_FeedIsStale_FlagsItsIndicatorsOnly()
    {
        var rows = await RowsAsync(Query(Indicator(Cases), "2021") with
        {
            Indicators = [Indicator(Cases), Indicator("firearms_seized")],
            StaleFeeds = new HashSet<string> { FeedNames.Cases },
        });

        Assert.Equal([true, false], rows.Select(row => row.Has(FigureFlag.Stale)));
    }

    [Fact]
    public async Task Build_SeveralBases_ComeInTheOrderAskedFor()
    {
        Ledger.Count(Cases, "2019-01-05", 30).Count(Cases, "2020-01-05", 60).Count(Cases, "2021-01-05", 90);

        Assert.Equal(["2021 90 [2019 30] [2020 60]"], await TextsAsync(Query(Indicator(Cases), "2021", "2019", "2020")));
    }
}
