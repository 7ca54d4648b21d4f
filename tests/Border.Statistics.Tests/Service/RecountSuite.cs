using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;

namespace Border.Statistics.Tests.Service;

public sealed class SqliteRecountTests() : RecountSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRecountTests() : RecountSuite(StorageEngineKind.Postgres);

/// <summary>Counting again, and comparing with the records, on each engine.</summary>
public abstract class RecountSuite(StorageEngineKind engine) : StatisticsTestBase(engine)
{
    [Theory]
    [InlineData(RecountSource.Contributions)]
    [InlineData(RecountSource.Records)]
    public async Task Recount_NothingDrifted_FindsNoDifference(RecountSource source)
    {
        await Host.AddIndicatorAsync();
        await Host.Client.SubmitReturnAsync(ReturnTests.Request("100"));
        await Host.CommitAsync(Records.Case());
        var changed = Records.Case();
        changed.Area = "45";
        await Host.CommitAsync(changed, 2);
        await Host.FoldedAsync();

        var recount = await Host.Client.RecountAsync(new() { Source = source }, deadline: StatisticsHost.Soon());

        Assert.Empty(recount.Differences);
        Assert.Equal(2, recount.SourceCount);
    }

    [Fact]
    public async Task Recount_FromRecords_NamesWhatNoRecordStandsFor()
    {
        await Host.CommitAsync(Records.Case());
        await Host.FoldedAsync();
        var day = new DateOnly(2021, 5, 17);
        await Host.Ledger.FoldAsync(
            "rogue", new(0), new(1), [new LedgerEntry("cases/none", 1, day, [new(Cases, day, day, "53", "x", 3)])], CancellationToken.None);

        var contributions = await Host.Client.RecountAsync(new());
        var records = await Host.Client.RecountAsync(new() { Source = RecountSource.Records }, deadline: StatisticsHost.Soon());

        Assert.Empty(contributions.Differences);
        Assert.Contains(records.Differences, cell => (cell.Indicator, cell.Area, cell.Category, cell.Cell, cell.Recounted) == (Cases, "53", "x", "3", "0"));
    }

    [Fact]
    public async Task Recount_FromRecords_LetsFoldingGoOnAfterwards()
    {
        await Host.CommitAsync(Records.Case());
        await Host.Client.RecountAsync(new() { Source = RecountSource.Records }, deadline: StatisticsHost.Soon());

        await Host.CommitAsync(Renamed("cases/c2"));
        await Host.FoldedAsync();

        Assert.Equal("2", (await Host.FigureAsync(Cases, "2021")).Value.Amount);
    }
}
