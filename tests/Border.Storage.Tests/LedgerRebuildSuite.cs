using System.Globalization;
using Border.Storage.Ledgers;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerRebuildTests() : LedgerRebuildSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerRebuildTests() : LedgerRebuildSuite(StorageEngineKind.Postgres);

/// <summary>Having the ledger count what stands and nothing else, on every engine.</summary>
public abstract class LedgerRebuildSuite(StorageEngineKind engine) : LedgerTestBase(engine)
{
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
        Assert.Empty((await Ledger.RecountAsync(default)).Differences);
        Assert.Equal(new(9, "there"), (await Ledger.CursorsAsync(default))["cases"]);
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

        Assert.Null(await Ledger.RebuildAsync("cases", new(1, "another"), new(9), ["c"], June30, Stream([]), default));

        Assert.Equal((1, new(1)), (await TotalAsync(), (await Ledger.CursorsAsync(default))["cases"]));
    }

    [Fact]
    public async Task Rebuild_BreaksOff_ChangesNothing()
    {
        await FoldAsync(Entry("c/a", 1, May17, Line(1)));

        await Assert.ThrowsAsync<InvalidDataException>(() => Ledger.RebuildAsync(
            "cases", new(1), new(9), ["c"], June30, Stream([Entry("c/b", 1, May17, Line(2))]).Select(BreakOff), default));
        await Assert.ThrowsAsync<ArgumentException>(() => RebuildAsync(Entry("c/a", 2, May17, Line(1) with { End = June30 })));

        Assert.Equal((1, new(1)), (await TotalAsync(), (await Ledger.CursorsAsync(default))["cases"]));
    }

    private static LedgerEntry BreakOff(LedgerEntry entry) => throw new InvalidDataException("broken off");

    private async Task<LedgerRebuild?> RebuildAsync(params LedgerEntry[] entries) => await Ledger.RebuildAsync(
        "cases", (await Ledger.CursorsAsync(default))["cases"], new(9, "there"), ["c", "d"], June30, Stream(entries), default);

    private async Task<IEnumerable<string>> ExplainedAsync() => (await Ledger.ExplainAsync(Query(LedgerGroup.None), 100, null, default))
        .Contributions.Select(contribution => string.Create(CultureInfo.InvariantCulture, $"{contribution.Source} {contribution.Amount:0}"));
}
