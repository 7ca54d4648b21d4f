using Border.Storage.Ledgers;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerRecountTests() : LedgerRecountSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerRecountTests() : LedgerRecountSuite(StorageEngineKind.Postgres);

/// <summary>How the ledger is counted again and compared, on every engine.</summary>
public abstract class LedgerRecountSuite(StorageEngineKind engine) : LedgerTestBase(engine)
{
    [Fact]
    public async Task Recount_OfALedgerNeverTampered_FindsNoDifference()
    {
        await FoldTreeAsync();
        await FoldAsync(Entry("r", 1, May17, Return(5)), Entry("gone", 1, May17));

        var recount = await Ledger.RecountAsync(default);

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

        var differences = (await Ledger.RecountAsync(default)).Differences;
        Assert.Equal(expected, string.Join("; ", differences.Select(d => $"{d.Start:yyyy-MM-dd}..{d.End:yyyy-MM-dd} {d.Area}: {d.Cell:0} for {d.Recounted:0}")));
        Assert.Equal(differences, (await Ledger.CompareAsync(
            await PositionsAsync(), Stream([.. Tree(), Entry("r", 1, May17, Return(5))]), default))!.Differences);
    }

    [Fact]
    public async Task Recount_ManyDifferences_NamesNoMoreThanAThousand()
    {
        await FoldAsync(Enumerable.Range(0, 1001).Select(i => Entry($"s{i}", 1, May17, Line(1, category: $"c{i}"))).ToArray());

        await ExecuteAsync("delete from posting");

        Assert.Equal(1000, (await Ledger.RecountAsync(default)).Differences.Count);
    }

    [Fact]
    public async Task Compare_WithWhatTheServicesHold_NamesWhatIsMissing()
    {
        await FoldTreeAsync();
        var positions = await PositionsAsync();
        List<LedgerEntry> entries = [.. Tree()];

        Assert.Empty((await Ledger.CompareAsync(positions, Stream(entries), default))!.Differences);
        entries.RemoveAll(entry => entry.Source == "s3");
        var recount = (await Ledger.CompareAsync(positions, Stream(entries), default))!;

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

        Assert.Null(await Ledger.CompareAsync(positions, Stream([.. Tree()]), default));
    }
}
