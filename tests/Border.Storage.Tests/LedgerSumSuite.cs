using Border.Storage.Ledgers;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerSumTests() : LedgerSumSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerSumTests() : LedgerSumSuite(StorageEngineKind.Postgres);

/// <summary>What the ledger sums up and where it comes from, on every engine.</summary>
public abstract class LedgerSumSuite(StorageEngineKind engine) : LedgerTestBase(engine)
{
    [Fact]
    public async Task Sum_OfTenths_IsExact()
    {
        await FoldAsync(Enumerable.Range(0, 30).Select(i => Entry($"a{i}", 1, May17, Line(0.1m), Line(0.00000000001m))).ToArray());

        Assert.Equal(3.0000000003m, await TotalAsync());
        Assert.Equal(3.0000000003m, await TotalAsync(June30));
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
            var sums = await Ledger.SumAsync(Query(LedgerGroup.ChildArea, asOf, area), default);
            Assert.Equal(expected, string.Join(' ', sums.Select(sum => $"{sum.Area}={sum.Amount:0}")));
        }
    }

    [Fact]
    public async Task Sum_ByMonthOverPartialMonths_CountsOnlyTheDaysAsked()
    {
        await FoldAsync(Enumerable.Range(0, 365).Select(i => Entry($"a{i:000}", 1, June30, Line(1, day: new DateOnly(2021, 1, 1).AddDays(i)))).ToArray());

        var sums = await Ledger.SumAsync(Query(LedgerGroup.Month) with { Start = new(2021, 1, 31), End = new(2021, 4, 2) }, default);

        Assert.Equal([(1, 1m), (2, 28m), (3, 31m), (4, 2m)], sums.Select(sum => (sum.Start.Month, sum.Amount)));
        Assert.All(sums, sum => Assert.Equal(1, sum.Start.Day));
    }

    [Fact]
    public async Task Sum_OfNoSeries_IsNone()
    {
        await FoldTreeAsync();

        Assert.Empty(await Ledger.SumAsync(Query(LedgerGroup.None) with { Series = [] }, default));
        Assert.Empty((await Ledger.ExplainAsync(Query(LedgerGroup.None) with { Series = [] }, 10, null, default)).Contributions);
        Assert.Empty(await Ledger.ReportedAsync(new([], May17, June30, "", true), default));
        Assert.Empty(await Ledger.FirstKnownAsync(Query(LedgerGroup.None) with { Series = [] }, default));
        Assert.Empty(await Ledger.CountedDaysAsync(Query(LedgerGroup.None) with { Series = [] }, default));
    }

    [Fact]
    public async Task FirstDays_AfterTheFirstWasTakenBack_AreThoseThatStand()
    {
        await FoldAsync(Entry("a", 1, May17, Line(1, day: new(1921, 1, 1)), Line(0, "arrests")), Entry("b", 1, May17, Line(1, day: new(2021, 5, 3))));
        await FoldAsync(Entry("a", 2, May17, Line(1, day: new(2021, 5, 4)), Line(0, "arrests")));

        var days = await Ledger.FirstDaysAsync(null, default);

        Assert.Equal(2, days.Count);
        Assert.Equal(new DateOnly(2021, 5, 3), days["cases"]);
        Assert.Equal(May17, days["arrests"]);
    }

    [Fact]
    public async Task FirstDays_AsKnownBeforeAnEarlierOne_AreThoseThatStoodThen()
    {
        await FoldAsync(Entry("a", 1, May17, Line(1, day: new(2021, 5, 3))), Entry("b", 1, June30, Line(1, day: new(2020, 5, 4)), Line(1, "arrests")));

        Assert.Empty(await Ledger.FirstDaysAsync(May17.AddDays(-1), default));
        Assert.Equal(new DateOnly(2021, 5, 3), Assert.Single(await Ledger.FirstDaysAsync(May17, default)).Value);
        Assert.Equal(await Ledger.FirstDaysAsync(null, default), await Ledger.FirstDaysAsync(June30, default));
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
            await Ledger.FirstKnownAsync(Query(LedgerGroup.None), default));
        Assert.Equal(
            [new("cases", "53.02", new(2021, 6, 1))],
            await Ledger.FirstKnownAsync(Query(LedgerGroup.None, new(2021, 6, 1), "53"), default));
    }

    [Fact]
    public async Task CountedDays_OfEachArea_AreThoseOfWhatStands()
    {
        await FoldAsync(
            Entry("a", 1, new(2021, 6, 1), Line(3, area: "53.02")), Entry("b", 1, new(2021, 6, 5), Line(1, area: "53.02")),
            Entry("c", 1, new(2021, 6, 7), Line(0, area: "53")));
        await FoldAsync(Entry("a", 2, new(2021, 6, 9), Line(3, area: "65")), Entry("b", 2, new(2021, 6, 9)));

        Assert.Equal([new("cases", "65", May17)], await Ledger.CountedDaysAsync(Query(LedgerGroup.None), default));
        Assert.Equal([new("cases", "53.02", May17)], await Ledger.CountedDaysAsync(Query(LedgerGroup.None, new(2021, 6, 1), "53"), default));
    }

    [Fact]
    public async Task Explain_AfterACorrection_TellsSinceWhenItWasKnownAndIsWhatItIs()
    {
        await FoldAsync(Entry("a", 1, new(2021, 6, 1), Line(3)), Entry("b", 1, new(2021, 6, 1), Line(1)));
        await FoldAsync(Entry("a", 2, new(2021, 6, 9), Line(5)), Entry("b", 2, new(2021, 6, 9)));

        Assert.Equal([new("a", May17, "", "illegal", 5, new(2021, 6, 1), new(2021, 6, 9))], (await Ledger.ExplainAsync(Query(LedgerGroup.None), 10, null, default)).Contributions);
        var before = await Ledger.ExplainAsync(Query(LedgerGroup.None, new(2021, 6, 8)), 10, null, default);
        Assert.Equal([("a", 3m), ("b", 1m)], before.Contributions.Select(c => (c.Source, c.Amount)));
    }
}
