using System.Globalization;
using Border.Storage.Ledgers;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerFoldTests() : LedgerFoldSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerFoldTests() : LedgerFoldSuite(StorageEngineKind.Postgres);

/// <summary>What folding entries does to the ledger, on every engine.</summary>
public abstract class LedgerFoldSuite(StorageEngineKind engine) : LedgerTestBase(engine)
{
    [Fact]
    public async Task Cursors_OfANewLedger_AreNone() => Assert.Empty(await Ledger.CursorsAsync(default));

    [Fact]
    public async Task Fold_FromThePlaceOfTheCursor_MovesItAndCounts()
    {
        Assert.True(await Ledger.FoldAsync("cases", new(0), new(7), [Entry("a", 1, May17, Line(3)), Entry("b", 1, May17, Line(4))], default));

        Assert.Equal([KeyValuePair.Create("cases", new LedgerCursor(7))], await Ledger.CursorsAsync(default));
        Assert.Equal(7, await TotalAsync());
    }

    [Fact]
    public async Task Fold_CountedAgain_ReplacesTheLinesOfThatVersionFromThatDayOn()
    {
        await Ledger.FoldAsync("cases", new(0), new(7), [Entry("a", 1, May17, Line(3)), Entry("b", 2, May17, Line(4))], default);

        LedgerEntry[] again = [Entry("a", 1, June30, Line(2)), Entry("b", 1, June30, Line(1)), Entry("c", 1, June30, Line(9))];
        Assert.True(await Ledger.FoldAsync("cases", new(7), new(7), [.. again.Select(entry => entry with { Again = true })], default));

        Assert.Equal(6, await TotalAsync());
        Assert.Equal(7, await TotalAsync(June30.AddDays(-1)));
        Assert.Empty((await Ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Rules_KeptAgain_AreThoseOfTheLastTime()
    {
        Assert.Empty(await Ledger.RulesAsync(default));

        await Ledger.KeepRuleAsync("arrests", new(1, May17), default);
        await Ledger.KeepRuleAsync("arrests", new(2, June30), default);
        await Ledger.KeepRuleAsync("hours", new(1, DateOnly.MinValue), default);

        Assert.Equal(
            [KeyValuePair.Create("arrests", new LedgerRule(2, June30)), KeyValuePair.Create("hours", new LedgerRule(1, DateOnly.MinValue))],
            (await Ledger.RulesAsync(default)).OrderBy(rule => rule.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task Fold_FromAnotherPlace_ChangesNothing(long from)
    {
        await Ledger.FoldAsync("cases", new(0), new(7), [Entry("a", 1, May17, Line(3))], default);

        Assert.False(await Ledger.FoldAsync("cases", new(from), new(20), [Entry("b", 1, May17, Line(4))], default));

        Assert.Equal(new(7), (await Ledger.CursorsAsync(default))["cases"]);
        Assert.Equal(3, await TotalAsync());
    }

    [Fact]
    public async Task Fold_CursorThatCannotBeWritten_LeavesNothingOfItsEntries()
    {
        await Ledger.FoldAsync("cases", new(0), new(6), [Entry("a", 1, May17, Line(3))], default);
        await ExecuteAsync(Place.Options.Engine == StorageEngineKind.Postgres
            ? "alter table ledger_cursor add check (position < 7)"
            : "create trigger no_further before insert on ledger_cursor when new.position >= 7 begin select raise(abort, 'no further'); end");

        await Assert.ThrowsAnyAsync<Exception>(() => Ledger.FoldAsync("cases", new(6), new(7), [Entry("b", 1, May17, Line(4))], default));

        Assert.Equal(new(6), (await Ledger.CursorsAsync(default))["cases"]);
        Assert.Equal(3, await TotalAsync());
        Assert.Equal(1, (await Ledger.RecountAsync(default)).Sources);
    }

    [Fact]
    public async Task Cursors_MovedByAVersionThatKnowsNoMarks_HaveNone()
    {
        await Ledger.FoldAsync("cases", new(0), new(7, "there"), [Entry("a", 1, May17, Line(3))], default);
        await ExecuteAsync("update ledger_cursor set position = 8 where feed = 'cases'");

        Assert.Equal(new(8), (await Ledger.CursorsAsync(default))["cases"]);
        Assert.True(await Ledger.FoldAsync("cases", new(8), new(9, "here"), [Entry("b", 1, May17, Line(4))], default));
        Assert.Equal(new(9, "here"), (await Ledger.CursorsAsync(default))["cases"]);
    }

    [Fact]
    public async Task Fold_FeedNeverFoldedFromAnotherPlace_LeavesNoCursor()
    {
        Assert.False(await Ledger.FoldAsync("cases", new(5), new(7), [], default));

        Assert.Empty(await Ledger.CursorsAsync(default));
    }

    [Fact]
    public async Task Fold_WithoutEntries_MovesTheCursor()
    {
        Assert.True(await Ledger.FoldAsync("cases", new(0), new(7), [], default));

        Assert.Equal(new(7), (await Ledger.CursorsAsync(default))["cases"]);
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
        Assert.Equal(1, (await Ledger.RecountAsync(default)).Sources);
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
        Assert.Empty(await Ledger.FirstDaysAsync(null, default));
        Assert.Equal(May17, Assert.Single(await Ledger.FirstDaysAsync(new(2021, 6, 8), default)).Value);
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
                () => Ledger.FoldAsync("cases", new(round), new(round + 1), [Entry($"r{round}-{i}", 1, May17, Line(1))], default))));
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
                Assert.True(await Ledger.FoldAsync($"f{feed}", new(round), new(round + 1), entries.ToList(), default));
            }
        })));

        Assert.Equal(feeds * rounds * 20, await TotalAsync());
        Assert.Empty((await Ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_DayLineOverSeveralDays_IsRefusedAndChangesNothing()
    {
        var bad = Line(1) with { End = June30 };

        await Assert.ThrowsAsync<ArgumentException>(() => FoldAsync(Entry("a", 1, May17, Line(1)), Entry("b", 1, May17, bad)));

        Assert.Equal(0, await TotalAsync());
        Assert.Empty(await Ledger.CursorsAsync(default));
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
        Assert.Empty((await Ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_FirstVersionOfASourceStoredBefore_IsIgnoredAmongNewOnes()
    {
        await FoldAsync(Entry("a", 1, May17, Line(3)), Entry("b", 4, May17, Line(5)));

        await FoldAsync(Entry("new", 1, May17, Line(1)), Entry("a", 1, May17, Line(100)), Entry("b", 1, May17, Line(100)), Entry("b", 5, May17, Line(6)));

        Assert.Equal(10, await TotalAsync());
        Assert.Empty((await Ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_LinesOfOneCellInOneEntry_AddUp()
    {
        await FoldAsync(Entry("a", 1, May17, Line(1), Line(2), Line(4)));
        await FoldAsync(Entry("b", 1, May17, Enumerable.Range(0, 10).Select(i => Line(1, area: $"53.0{i / 2}")).ToArray()));

        Assert.Equal(17, await TotalAsync());
        Assert.Equal([7m, 2m, 2m, 2m, 2m, 2m], (await Ledger.ExplainAsync(Query(LedgerGroup.None), 10, null, default)).Contributions.Select(c => c.Amount));
    }
}
