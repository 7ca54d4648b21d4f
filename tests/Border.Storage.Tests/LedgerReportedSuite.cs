using Border.Storage.Ledgers;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerReportedTests() : LedgerReportedSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerReportedTests() : LedgerReportedSuite(StorageEngineKind.Postgres);

/// <summary>What the ledger tells of reported lines, on every engine.</summary>
public abstract class LedgerReportedSuite(StorageEngineKind engine) : LedgerTestBase(engine)
{
    [Fact]
    public async Task Reported_Zero_IsNotNothing()
    {
        await FoldAsync(Entry("r", 1, May17, Return(0)));

        var cell = Assert.Single(await ReportedAsync());
        Assert.Equal(0, cell.Amount);
        await FoldAsync(Entry("r", 2, June30));
        Assert.Empty(await ReportedAsync());
        Assert.Single(await ReportedAsync(June30.AddDays(-1)));
        Assert.Empty(await ReportedAsync(May17.AddDays(-1)));
    }

    [Fact]
    public async Task Reported_Lines_AreNeverSummed()
    {
        await FoldAsync(Entry("r", 1, May17, Return(12), Return(5) with { Area = "53" }));

        Assert.Empty(await SumAsync(LedgerGroup.None));
        Assert.Equal(12, Assert.Single(await ReportedAsync()).Amount);
        var below = await Ledger.ReportedAsync(new(["cases"], new(2021, 1, 1), June30, "", IncludeBelow: true), default);
        Assert.Equal([("", 12m), ("53", 5m)], below.Select(cell => (cell.Area, cell.Amount)));
    }

    [Fact]
    public async Task Reported_Vintages_AreToldAsKnownThen()
    {
        // The first number, and on the tenth the step to the second, both loaded long after.
        await FoldAsync(Entry(
            "r", 1, new(2024, 1, 1),
            Return(100) with { KnownOn = new(2021, 7, 5), LoadedLater = true, Below = 2, Above = 3 },
            Return(8) with { KnownOn = new(2021, 7, 10), LoadedLater = true, Below = -2, Above = -3 }));

        Assert.Empty(await ReportedAsync(new(2021, 7, 4)));
        Assert.Equal((100, 2, 3, true), Told(Assert.Single(await ReportedAsync(new(2021, 7, 9)))));
        Assert.Equal((108, 0, 0, true), Told(Assert.Single(await ReportedAsync())));
        Assert.Equal((new(2021, 7, 5), new(2021, 7, 10)), Days(Assert.Single(await ReportedAsync())));
        Assert.Equal((new(2021, 7, 5), new(2021, 7, 5)), Days(Assert.Single(await ReportedAsync(new(2021, 7, 9)))));

        await FoldAsync(Entry("r", 2, new(2024, 2, 1), Return(100) with { KnownOn = new(2021, 7, 5) }));
        Assert.Equal((100, 0, 0, false), Told(Assert.Single(await ReportedAsync(new(2021, 7, 10)))));

        static (decimal, decimal, decimal, bool) Told(ReportedCell cell) => (cell.Amount, cell.Below, cell.Above, cell.LoadedLater);
        static (DateOnly, DateOnly) Days(ReportedCell cell) => (cell.KnownOn, cell.ChangedOn);
    }

    [Fact]
    public async Task Reported_OnlyAnEarlierNumberWasLoadedLater_IsNotMarked()
    {
        await FoldAsync(Entry(
            "r", 1, new(2021, 7, 10), Return(100) with { KnownOn = new(2021, 7, 5), LoadedLater = true }, Return(8) with { KnownOn = new(2021, 7, 10) }));

        Assert.False(Assert.Single(await ReportedAsync()).LoadedLater);
        Assert.True(Assert.Single(await ReportedAsync(new(2021, 7, 9))).LoadedLater);
    }

    [Fact]
    public async Task Reported_TakenBackAndGivenAgain_IsKnownSinceThen()
    {
        await FoldAsync(Entry("r", 1, new(2021, 7, 5), Return(0)));
        await FoldAsync(Entry("r", 2, new(2021, 7, 7), Return(0)));
        Assert.Equal(new(2021, 7, 5), Assert.Single(await ReportedAsync()).KnownOn);

        await FoldAsync(Entry("r", 3, new(2021, 7, 10)));
        await FoldAsync(Entry("r", 4, new(2021, 7, 20), Return(0)));

        Assert.Equal((new(2021, 7, 20), new(2021, 7, 20)), (Assert.Single(await ReportedAsync()).KnownOn, Assert.Single(await ReportedAsync()).ChangedOn));
        Assert.Empty(await ReportedAsync(new(2021, 7, 19)));
        Assert.Equal(new(2021, 7, 5), Assert.Single(await ReportedAsync(new(2021, 7, 9))).KnownOn);
    }

    [Fact]
    public async Task Reported_SameNumberAgain_IsThatNumberSinceTheFirstDay()
    {
        await FoldAsync(Entry("r", 1, new(2021, 7, 10), Return(7) with { KnownOn = new(2021, 7, 5) }, Return(0) with { KnownOn = new(2021, 7, 10) }));

        Assert.Equal(new(2021, 7, 5), Assert.Single(await ReportedAsync()).ChangedOn);
    }

    [Fact]
    public async Task Reported_PeriodThatReachesOut_IsNotInTheRange()
    {
        await FoldAsync(Entry("r", 1, May17, Return(1), Return(2) with { Start = May17, End = May17 }, Return(4) with { End = new(2021, 7, 1) }));

        Assert.Equal([1m, 2m], (await ReportedAsync()).Select(cell => cell.Amount));
    }
}
