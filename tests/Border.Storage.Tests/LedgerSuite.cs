using System.Globalization;
using Border.Storage.Ledgers;
using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerTests() : LedgerSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerTests() : LedgerSuite(StorageEngineKind.Postgres);

/// <summary>What the ledger does on every engine. One subclass an engine.</summary>
public abstract class LedgerSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly DateOnly May17 = new(2021, 5, 17);
    private static readonly DateOnly June30 = new(2021, 6, 30);

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private ILedger ledger = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        ledger = database.OpenLedger();
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Cursors_OfANewLedger_AreNone() => Assert.Empty(await ledger.CursorsAsync(default));

    [Fact]
    public async Task Fold_FromThePlaceOfTheCursor_MovesItAndCounts()
    {
        Assert.True(await ledger.FoldAsync("cases", new(0), new(7), [Entry("a", 1, May17, Line(3)), Entry("b", 1, May17, Line(4))], default));

        Assert.Equal([KeyValuePair.Create("cases", new LedgerCursor(7))], await ledger.CursorsAsync(default));
        Assert.Equal(7, await TotalAsync());
    }

    [Fact]
    public async Task Fold_CountedAgain_ReplacesTheLinesOfThatVersionFromThatDayOn()
    {
        await ledger.FoldAsync("cases", new(0), new(7), [Entry("a", 1, May17, Line(3)), Entry("b", 2, May17, Line(4))], default);

        LedgerEntry[] again = [Entry("a", 1, June30, Line(2)), Entry("b", 1, June30, Line(1)), Entry("c", 1, June30, Line(9))];
        Assert.True(await ledger.FoldAsync("cases", new(7), new(7), [.. again.Select(entry => entry with { Again = true })], default));

        Assert.Equal(6, await TotalAsync());
        Assert.Equal(7, await TotalAsync(June30.AddDays(-1)));
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Rules_KeptAgain_AreThoseOfTheLastTime()
    {
        Assert.Empty(await ledger.RulesAsync(default));

        await ledger.KeepRuleAsync("arrests", new(1, May17), default);
        await ledger.KeepRuleAsync("arrests", new(2, June30), default);
        await ledger.KeepRuleAsync("hours", new(1, DateOnly.MinValue), default);

        Assert.Equal(
            [KeyValuePair.Create("arrests", new LedgerRule(2, June30)), KeyValuePair.Create("hours", new LedgerRule(1, DateOnly.MinValue))],
            (await ledger.RulesAsync(default)).OrderBy(rule => rule.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task Fold_FromAnotherPlace_ChangesNothing(long from)
    {
        await ledger.FoldAsync("cases", new(0), new(7), [Entry("a", 1, May17, Line(3))], default);

        Assert.False(await ledger.FoldAsync("cases", new(from), new(20), [Entry("b", 1, May17, Line(4))], default));

        Assert.Equal(new(7), (await ledger.CursorsAsync(default))["cases"]);
        Assert.Equal(3, await TotalAsync());
    }

    [Fact]
    public async Task Fold_CursorThatCannotBeWritten_LeavesNothingOfItsEntries()
    {
        await ledger.FoldAsync("cases", new(0), new(6), [Entry("a", 1, May17, Line(3))], default);
        await ExecuteAsync(engine == StorageEngineKind.Postgres
            ? "alter table ledger_cursor add check (position < 7)"
            : "create trigger no_further before insert on ledger_cursor when new.position >= 7 begin select raise(abort, 'no further'); end");

        await Assert.ThrowsAnyAsync<Exception>(() => ledger.FoldAsync("cases", new(6), new(7), [Entry("b", 1, May17, Line(4))], default));

        Assert.Equal(new(6), (await ledger.CursorsAsync(default))["cases"]);
        Assert.Equal(3, await TotalAsync());
        Assert.Equal(1, (await ledger.RecountAsync(default)).Sources);
    }

    [Fact]
    public async Task Cursors_MovedByAVersionThatKnowsNoMarks_HaveNone()
    {
        await ledger.FoldAsync("cases", new(0), new(7, "there"), [Entry("a", 1, May17, Line(3))], default);
        await ExecuteAsync("update ledger_cursor set position = 8 where feed = 'cases'");

        Assert.Equal(new(8), (await ledger.CursorsAsync(default))["cases"]);
        Assert.True(await ledger.FoldAsync("cases", new(8), new(9, "here"), [Entry("b", 1, May17, Line(4))], default));
        Assert.Equal(new(9, "here"), (await ledger.CursorsAsync(default))["cases"]);
    }

    [Fact]
    public async Task Fold_FeedNeverFoldedFromAnotherPlace_LeavesNoCursor()
    {
        Assert.False(await ledger.FoldAsync("cases", new(5), new(7), [], default));

        Assert.Empty(await ledger.CursorsAsync(default));
    }

    [Fact]
    public async Task Fold_WithoutEntries_MovesTheCursor()
    {
        Assert.True(await ledger.FoldAsync("cases", new(0), new(7), [], default));

        Assert.Equal(new(7), (await ledger.CursorsAsync(default))["cases"]);
    }

    [Fact]
    public async Task Fold_LaterVersion_ReplacesTheEarlierLines()
    {
        await FoldAsync(Entry("a", 1, May17, Line(3), Line(1, area: "53.02")));

        await FoldAsync(Entry("a", 2, May17, Line(5, category: "fraud")));

        Assert.Equal(5, await TotalAsync());
        Assert.Equal([("fraud", 5m)], (await SumAsync(LedgerGroup.Category)).Select(s => (s.Category, s.Amount)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Fold_OldOrEqualVersion_IsIgnored(long version)
    {
        await FoldAsync(Entry("a", 2, May17, Line(5)));

        await FoldAsync(Entry("a", version, May17, Line(100)));

        Assert.Equal(5, await TotalAsync());
        Assert.Equal(1, (await ledger.RecountAsync(default)).Sources);
    }

    [Fact]
    public async Task Fold_SeveralVersionsOfASourceInOneBatch_TakesEachInOrder()
    {
        await FoldAsync(
            Entry("a", 1, new(2021, 6, 1), Line(3)), Entry("a", 3, new(2021, 6, 3), Line(5)), Entry("a", 2, new(2021, 6, 4), Line(100)),
            Entry("a", 4, new(2021, 6, 5), Line(6)));

        Assert.Equal([3, 5, 5, 6], await Task.WhenAll(Enumerable.Range(2, 4).Select(day => TotalAsync(new(2021, 6, day)))));
    }

    [Fact]
    public async Task Fold_Void_TakesAllBackAndKeepsWhatWasKnown()
    {
        await FoldAsync(Entry("a", 1, new(2021, 6, 1), Line(3)));

        await FoldAsync(Entry("a", 2, new(2021, 6, 9)));

        Assert.Empty(await SumAsync(LedgerGroup.None));
        Assert.Equal(3, await TotalAsync(new(2021, 6, 8)));
        Assert.Equal(0, await TotalAsync(new(2021, 6, 9)));
        Assert.Empty(await ledger.FirstDaysAsync(null, default));
        Assert.Equal(May17, Assert.Single(await ledger.FirstDaysAsync(new(2021, 6, 8), default)).Value);
    }

    [Fact]
    public async Task Fold_ClockSetBack_NeverTakesBackBeforeItWasAdded()
    {
        await FoldAsync(Entry("a", 1, new(2021, 6, 9), Line(3)));

        await FoldAsync(Entry("a", 2, new(2021, 6, 8), Line(4)));

        Assert.Equal(0, await TotalAsync(new(2021, 6, 8)));
        Assert.Equal(4, await TotalAsync(new(2021, 6, 9)));
    }

    [Fact]
    public async Task Fold_ManyFollowersAtOnce_ExactlyOneWins()
    {
        for (var round = 0; round < 5; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
                () => ledger.FoldAsync("cases", new(round), new(round + 1), [Entry($"r{round}-{i}", 1, May17, Line(1))], default))));
            Assert.Single(results, won => won);
        }

        Assert.Equal(5, await TotalAsync());
    }

    [Fact]
    public async Task Fold_ManyFeedsAtOnce_AllCount()
    {
        const int feeds = 6, rounds = 10;
        await Task.WhenAll(Enumerable.Range(0, feeds).Select(feed => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                var entries = Enumerable.Range(0, 20).Select(i => Entry($"f{feed}/{round}/{i}", 1, May17, Line(1, area: $"53.{(i * (feed + 1)) % 7}", category: $"c{i % 3}")));
                Assert.True(await ledger.FoldAsync($"f{feed}", new(round), new(round + 1), entries.ToList(), default));
            }
        })));

        Assert.Equal(feeds * rounds * 20, await TotalAsync());
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_DayLineOverSeveralDays_IsRefusedAndChangesNothing()
    {
        var bad = Line(1) with { End = June30 };

        await Assert.ThrowsAsync<ArgumentException>(() => FoldAsync(Entry("a", 1, May17, Line(1)), Entry("b", 1, May17, bad)));

        Assert.Equal(0, await TotalAsync());
        Assert.Empty(await ledger.CursorsAsync(default));
    }

    [Fact]
    public async Task Sum_OfTenths_IsExact()
    {
        await FoldAsync(Enumerable.Range(0, 30).Select(i => Entry($"a{i}", 1, May17, Line(0.1m), Line(0.00000000001m))).ToArray());

        Assert.Equal(3.0000000003m, await TotalAsync());
        Assert.Equal(3.0000000003m, await TotalAsync(June30));
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("10000")]
    [InlineData("100000000.0001")]
    [InlineData("18446744073709551616")]
    [InlineData("9999.99990")]
    [InlineData("0.00010")]
    [InlineData("352250000")]
    public async Task Fold_AmountOfAnySize_IsKeptExactly(string text)
    {
        var amount = decimal.Parse(text, CultureInfo.InvariantCulture);

        await FoldAsync(Entry("a", 1, May17, Line(amount), Return(amount) with { Below = amount, Above = -amount }));

        Assert.Equal(amount, await TotalAsync());
        Assert.Equal(amount, await TotalAsync(June30));
        var reported = Assert.Single(await ReportedAsync());
        Assert.Equal((amount, amount, -amount), (reported.Amount, reported.Below, reported.Above));
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_FirstVersionOfASourceStoredBefore_IsIgnoredAmongNewOnes()
    {
        await FoldAsync(Entry("a", 1, May17, Line(3)), Entry("b", 4, May17, Line(5)));

        await FoldAsync(Entry("new", 1, May17, Line(1)), Entry("a", 1, May17, Line(100)), Entry("b", 1, May17, Line(100)), Entry("b", 5, May17, Line(6)));

        Assert.Equal(10, await TotalAsync());
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_LinesOfOneCellInOneEntry_AddUp()
    {
        await FoldAsync(Entry("a", 1, May17, Line(1), Line(2), Line(4)));
        await FoldAsync(Entry("b", 1, May17, Enumerable.Range(0, 10).Select(i => Line(1, area: $"53.0{i / 2}")).ToArray()));

        Assert.Equal(17, await TotalAsync());
        Assert.Equal([7m, 2m, 2m, 2m, 2m, 2m], (await ledger.ExplainAsync(Query(LedgerGroup.None), 10, null, default)).Contributions.Select(c => c.Amount));
    }

    [Theory]
    [InlineData("", 15)]
    [InlineData("53", 15)]
    [InlineData("53.02", 6)]
    [InlineData("53.02.01", 4)]
    [InlineData("53.0", 0)]
    [InlineData("53.020", 8)]
    [InlineData("5", 0)]
    public async Task Sum_OfAnArea_HoldsAllBelowIt(string area, int expected)
    {
        await FoldTreeAsync();

        Assert.Equal(expected, await TotalAsync(area: area));
        Assert.Equal(expected, await TotalAsync(June30, area));
    }

    [Theory]
    [InlineData("", "53=15")]
    [InlineData("53", "53=1 53.02=6 53.020=8")]
    [InlineData("53.02", "53.02=2 53.02.01=4")]
    [InlineData("53.02.01", "53.02.01=4")]
    public async Task Sum_ByChildArea_TellsTheAreasOwnApart(string area, string expected)
    {
        await FoldTreeAsync();

        foreach (var asOf in (DateOnly?[])[null, June30])
        {
            var sums = await ledger.SumAsync(Query(LedgerGroup.ChildArea, asOf, area), default);
            Assert.Equal(expected, string.Join(' ', sums.Select(sum => $"{sum.Area}={sum.Amount:0}")));
        }
    }

    [Fact]
    public async Task Sum_ByMonthOverPartialMonths_CountsOnlyTheDaysAsked()
    {
        await FoldAsync(Enumerable.Range(0, 365).Select(i => Entry($"a{i:000}", 1, June30, Line(1, day: new DateOnly(2021, 1, 1).AddDays(i)))).ToArray());

        var sums = await ledger.SumAsync(Query(LedgerGroup.Month) with { Start = new(2021, 1, 31), End = new(2021, 4, 2) }, default);

        Assert.Equal([(1, 1m), (2, 28m), (3, 31m), (4, 2m)], sums.Select(sum => (sum.Start.Month, sum.Amount)));
        Assert.All(sums, sum => Assert.Equal(1, sum.Start.Day));
    }

    [Fact]
    public async Task Sum_OfNoSeries_IsNone()
    {
        await FoldTreeAsync();

        Assert.Empty(await ledger.SumAsync(Query(LedgerGroup.None) with { Series = [] }, default));
        Assert.Empty((await ledger.ExplainAsync(Query(LedgerGroup.None) with { Series = [] }, 10, null, default)).Contributions);
        Assert.Empty(await ledger.ReportedAsync(new([], May17, June30, "", true), default));
        Assert.Empty(await ledger.FirstKnownAsync(Query(LedgerGroup.None) with { Series = [] }, default));
        Assert.Empty(await ledger.CountedDaysAsync(Query(LedgerGroup.None) with { Series = [] }, default));
    }

    [Fact]
    public async Task FirstDays_AfterTheFirstWasTakenBack_AreThoseThatStand()
    {
        await FoldAsync(Entry("a", 1, May17, Line(1, day: new(1921, 1, 1)), Line(0, "arrests")), Entry("b", 1, May17, Line(1, day: new(2021, 5, 3))));
        await FoldAsync(Entry("a", 2, May17, Line(1, day: new(2021, 5, 4)), Line(0, "arrests")));

        var days = await ledger.FirstDaysAsync(null, default);

        Assert.Equal(2, days.Count);
        Assert.Equal(new DateOnly(2021, 5, 3), days["cases"]);
        Assert.Equal(May17, days["arrests"]);
    }

    [Fact]
    public async Task FirstDays_AsKnownBeforeAnEarlierOne_AreThoseThatStoodThen()
    {
        await FoldAsync(Entry("a", 1, May17, Line(1, day: new(2021, 5, 3))), Entry("b", 1, June30, Line(1, day: new(2020, 5, 4)), Line(1, "arrests")));

        Assert.Empty(await ledger.FirstDaysAsync(May17.AddDays(-1), default));
        Assert.Equal(new DateOnly(2021, 5, 3), Assert.Single(await ledger.FirstDaysAsync(May17, default)).Value);
        Assert.Equal(await ledger.FirstDaysAsync(null, default), await ledger.FirstDaysAsync(June30, default));
    }

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
        var below = await ledger.ReportedAsync(new(["cases"], new(2021, 1, 1), June30, "", IncludeBelow: true), default);
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
    public async Task FirstKnown_OfEachArea_IsTheFirstDayOfWhatStands()
    {
        await FoldAsync(
            Entry("a", 1, new(2021, 6, 1), Line(3, area: "53.02")), Entry("b", 1, new(2021, 6, 5), Line(1, area: "53.02")),
            Entry("c", 1, new(2021, 6, 7), Line(1, area: "53")), Entry("d", 1, new(2021, 6, 2), Line(1, area: "65")));
        await FoldAsync(Entry("a", 2, new(2021, 6, 9), Line(3, area: "65")), Entry("b", 2, new(2021, 6, 9), Line(7, area: "53.02")));

        Assert.Equal(
            [new("cases", "53", new(2021, 6, 7)), new("cases", "53.02", new(2021, 6, 5)), new("cases", "65", new(2021, 6, 2))],
            await ledger.FirstKnownAsync(Query(LedgerGroup.None), default));
        Assert.Equal(
            [new("cases", "53.02", new(2021, 6, 1))],
            await ledger.FirstKnownAsync(Query(LedgerGroup.None, new(2021, 6, 1), "53"), default));
    }

    [Fact]
    public async Task CountedDays_OfEachArea_AreThoseOfWhatStands()
    {
        await FoldAsync(
            Entry("a", 1, new(2021, 6, 1), Line(3, area: "53.02")), Entry("b", 1, new(2021, 6, 5), Line(1, area: "53.02")),
            Entry("c", 1, new(2021, 6, 7), Line(0, area: "53")));
        await FoldAsync(Entry("a", 2, new(2021, 6, 9), Line(3, area: "65")), Entry("b", 2, new(2021, 6, 9)));

        Assert.Equal([new("cases", "65", May17)], await ledger.CountedDaysAsync(Query(LedgerGroup.None), default));
        Assert.Equal([new("cases", "53.02", May17)], await ledger.CountedDaysAsync(Query(LedgerGroup.None, new(2021, 6, 1), "53"), default));
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

    [Fact]
    public async Task Explain_AfterACorrection_TellsSinceWhenItWasKnownAndIsWhatItIs()
    {
        await FoldAsync(Entry("a", 1, new(2021, 6, 1), Line(3)), Entry("b", 1, new(2021, 6, 1), Line(1)));
        await FoldAsync(Entry("a", 2, new(2021, 6, 9), Line(5)), Entry("b", 2, new(2021, 6, 9)));

        Assert.Equal([new("a", May17, "", "illegal", 5, new(2021, 6, 1), new(2021, 6, 9))], (await ledger.ExplainAsync(Query(LedgerGroup.None), 10, null, default)).Contributions);
        var before = await ledger.ExplainAsync(Query(LedgerGroup.None, new(2021, 6, 8)), 10, null, default);
        Assert.Equal([("a", 3m), ("b", 1m)], before.Contributions.Select(c => (c.Source, c.Amount)));
    }

    [Fact]
    public async Task Recount_OfALedgerNeverTampered_FindsNoDifference()
    {
        await FoldTreeAsync();
        await FoldAsync(Entry("r", 1, May17, Return(5)), Entry("gone", 1, May17));

        var recount = await ledger.RecountAsync(default);

        Assert.Empty(recount.Differences);
        Assert.Equal(6, recount.Sources);
        Assert.Equal(5, recount.Cells);
    }

    [Theory]
    [InlineData("update CELL set amount = '16' where AREA = '53'", "2021-05-01..2021-05-31 53: 16 for 15")]
    [InlineData("delete from CELL where AREA = '53.020'", "2021-05-01..2021-05-31 53.020: 0 for 8")]
    [InlineData("update CELL set lines = 7 where AREA = '53.020'", "2021-05-01..2021-05-31 53.020: 8 for 8")]
    [InlineData("update posting set amount = '3' where source = 's2'", "2021-05-17..2021-05-17 53.02: 3 for 2")]
    [InlineData("update posting set day = '2021-05-18' where source = 's2'", "2021-05-17..2021-05-17 53.02: 0 for 2; 2021-05-18..2021-05-18 53.02: 2 for 0")]
    [InlineData("delete from reported_posting where source = 'r'", "2021-01-01..2021-06-30 : 0 for 5")]
    [InlineData("update reported_posting set below = '1' where source = 'r'", "2021-01-01..2021-06-30 : 5 for 5")]
    public async Task Recount_AfterTampering_NamesTheCell(string tampering, string expected)
    {
        await FoldTreeAsync();
        await FoldAsync(Entry("r", 1, May17, Return(5)));

        await ExecuteAsync(tampering);

        var differences = (await ledger.RecountAsync(default)).Differences;
        Assert.Equal(expected, string.Join("; ", differences.Select(d => $"{d.Start:yyyy-MM-dd}..{d.End:yyyy-MM-dd} {d.Area}: {d.Cell:0} for {d.Recounted:0}")));
        Assert.Equal(differences, (await ledger.CompareAsync(
            await PositionsAsync(), Stream([.. Tree(), Entry("r", 1, May17, Return(5))]), default))!.Differences);
    }

    [Fact]
    public async Task Recount_ManyDifferences_NamesNoMoreThanAThousand()
    {
        await FoldAsync(Enumerable.Range(0, 1001).Select(i => Entry($"s{i}", 1, May17, Line(1, category: $"c{i}"))).ToArray());

        await ExecuteAsync("delete from posting");

        Assert.Equal(1000, (await ledger.RecountAsync(default)).Differences.Count);
    }

    [Fact]
    public async Task Compare_WithWhatTheServicesHold_NamesWhatIsMissing()
    {
        await FoldTreeAsync();
        var positions = await PositionsAsync();
        List<LedgerEntry> entries = [.. Tree()];

        Assert.Empty((await ledger.CompareAsync(positions, Stream(entries), default))!.Differences);
        entries.RemoveAll(entry => entry.Source == "s3");
        var recount = (await ledger.CompareAsync(positions, Stream(entries), default))!;

        Assert.Equal(3, recount.Sources);
        Assert.Contains(new LedgerDifference("cases", May17, May17, "53.02.01", "illegal", 4, 0), recount.Differences);
        Assert.Contains(new LedgerDifference("cases", new(2021, 5, 1), new(2021, 5, 31), "53", "illegal", 15, 11), recount.Differences);
    }

    [Fact]
    public async Task Compare_CursorsMovedOn_SaysThatItMustBeMadeAgain()
    {
        await FoldTreeAsync();
        var positions = await PositionsAsync();
        await FoldAsync(Entry("later", 1, May17, Line(1)));

        Assert.Null(await ledger.CompareAsync(positions, Stream([.. Tree()]), default));
    }

    [Fact]
    public async Task Rebuild_RecordsThatAreGoneNewAndOthers_CountsThePresentOnesAsFromToday()
    {
        await FoldAsync(
            Entry("c/kept", 1, May17, Line(1)), Entry("c/gone", 3, May17, Line(2)), Entry("c/back", 4, May17, Line(4)),
            Entry("c/void", 2, May17), Entry("other/a", 1, May17, Line(8)));

        var rebuilt = await RebuildAsync(Entry("c/kept", 1, May17, Line(1)), Entry("c/back", 3, May17, Line(16)), Entry("c/new", 1, May17, Line(32)));

        Assert.Equal(new LedgerRebuild(3, 2, 2), rebuilt);
        Assert.Equal((57, 15), (await TotalAsync(), await TotalAsync(asOf: June30.AddDays(-1))));
        Assert.Equal(["c/back 16", "c/kept 1", "c/new 32", "other/a 8"], await ExplainedAsync());
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
        Assert.Equal(new(9, "there"), (await ledger.CursorsAsync(default))["cases"]);
    }

    [Fact]
    public async Task Rebuild_NothingDiffers_ChangesNothing()
    {
        await FoldAsync(Entry("c/a", 1, May17, Line(1)), Entry("c/b", 2, May17, Line(2)));

        var rebuilt = await RebuildAsync(Entry("c/a", 1, May17, Line(1)), Entry("c/b", 2, May17, Line(2)));

        Assert.Equal((new LedgerRebuild(2, 0, 0), 3), (rebuilt, await TotalAsync(asOf: May17)));
    }

    [Fact]
    public async Task Rebuild_SourceThatWasGone_BeginsAnew()
    {
        await FoldAsync(Entry("c/a", 5, May17, Line(1)));
        await RebuildAsync();
        Assert.Equal(0, await TotalAsync());

        await FoldAsync(Entry("c/a", 1, June30, Line(2)));

        Assert.Equal(2, await TotalAsync());
        Assert.Equal(0, (await RebuildAsync(Entry("c/a", 1, June30, Line(2))))!.Changed);
    }

    [Fact]
    public async Task Rebuild_FromAnotherPlace_ChangesNothing()
    {
        await FoldAsync(Entry("c/a", 1, May17, Line(1)));

        Assert.Null(await ledger.RebuildAsync("cases", new(1, "another"), new(9), ["c"], June30, Stream([]), default));

        Assert.Equal((1, new(1)), (await TotalAsync(), (await ledger.CursorsAsync(default))["cases"]));
    }

    [Fact]
    public async Task Rebuild_BreaksOff_ChangesNothing()
    {
        await FoldAsync(Entry("c/a", 1, May17, Line(1)));

        await Assert.ThrowsAsync<InvalidDataException>(() => ledger.RebuildAsync(
            "cases", new(1), new(9), ["c"], June30, Stream([Entry("c/b", 1, May17, Line(2))]).Select(BreakOff), default));
        await Assert.ThrowsAsync<ArgumentException>(() => RebuildAsync(Entry("c/a", 2, May17, Line(1) with { End = June30 })));

        Assert.Equal((1, new(1)), (await TotalAsync(), (await ledger.CursorsAsync(default))["cases"]));
    }

    private static LedgerEntry BreakOff(LedgerEntry entry) => throw new InvalidDataException("broken off");

    private async Task<LedgerRebuild?> RebuildAsync(params LedgerEntry[] entries) => await ledger.RebuildAsync(
        "cases", (await ledger.CursorsAsync(default))["cases"], new(9, "there"), ["c", "d"], June30, Stream(entries), default);

    private async Task<IEnumerable<string>> ExplainedAsync() => (await ledger.ExplainAsync(Query(LedgerGroup.None), 100, null, default))
        .Contributions.Select(contribution => string.Create(CultureInfo.InvariantCulture, $"{contribution.Source} {contribution.Amount:0}"));

    private static LedgerLine Line(
        decimal amount, string series = "cases", string area = "", string category = "illegal", DateOnly? day = null) =>
        new(series, day ?? May17, day ?? May17, area, category, amount);

    private static LedgerLine Return(decimal amount) =>
        new("cases", new(2021, 1, 1), June30, "", "", amount, Reported: true);

    private static LedgerEntry Entry(string source, long version, DateOnly knownOn, params LedgerLine[] lines) => new(source, version, knownOn, lines);

    private static LedgerQuery Query(LedgerGroup group, DateOnly? asOf = null, string area = "") =>
        new(["cases"], new(2021, 1, 1), June30, area, null, group, asOf);

    private static IEnumerable<LedgerEntry> Tree() =>
    [
        Entry("s1", 1, May17, Line(1, area: "53")), Entry("s2", 1, May17, Line(2, area: "53.02")),
        Entry("s3", 1, May17, Line(4, area: "53.02.01")), Entry("s4", 1, May17, Line(8, area: "53.020")),
    ];

    private static async IAsyncEnumerable<LedgerEntry> Stream(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            await Task.Yield();
            yield return entry;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        // A cell's area is in a table of its own on PostgreSQL.
        if (engine == StorageEngineKind.Postgres)
        {
            sql = sql.Replace("CELL", "place_month", StringComparison.Ordinal)
                .Replace("AREA", "(select area from place where id = place)", StringComparison.Ordinal);
            await Tampering.RunAsync(place, sql);
            return;
        }

        using var connection = new SqliteDatabase(Path.Combine(place.Place, "test.db"), TimeProvider.System).Open();
        SqliteDatabase.Execute(connection, sql);
    }

    private Task FoldTreeAsync() => FoldAsync([.. Tree()]);

    private async Task FoldAsync(params LedgerEntry[] entries)
    {
        var at = (await ledger.CursorsAsync(default)).GetValueOrDefault("cases");
        Assert.True(await ledger.FoldAsync("cases", at, new(at.Position + 1), entries, default));
    }

    private async Task<Dictionary<string, long>> PositionsAsync() =>
        (await ledger.CursorsAsync(default)).ToDictionary(cursor => cursor.Key, cursor => cursor.Value.Position);

    private Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerGroup group) => ledger.SumAsync(Query(group), default);

    private async Task<decimal> TotalAsync(DateOnly? asOf = null, string area = "") =>
        (await ledger.SumAsync(Query(LedgerGroup.None, asOf, area), default)).Sum(sum => sum.Amount);

    private Task<IReadOnlyList<ReportedCell>> ReportedAsync(DateOnly? asOf = null) =>
        ledger.ReportedAsync(new(["cases"], new(2021, 1, 1), June30, "", IncludeBelow: false, asOf), default);
}
