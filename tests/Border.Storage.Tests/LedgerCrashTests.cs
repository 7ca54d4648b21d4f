using Border.Storage.Ledgers;
using Border.Storage.Writer;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>Whatever dies in the middle of a fold or a rebuild: the cells hold exactly what the feed holds up to the cursor.</summary>
public sealed class LedgerCrashTests
{
    private const int Kills = 6;
    private const int RebuildKills = 6;

    [Theory]
    [InlineData(StorageEngineKind.Sqlite)]
    [InlineData(StorageEngineKind.Postgres)]
    public async Task Kill_OfTheFoldingProcess_LeavesCellsAndCursorTogether(StorageEngineKind engine)
    {
        using var place = await StoragePlace.NewAsync(engine);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var folder = WriterProcess.Folding(place, "test");
            await folder.WaitForAsync(4 + kill);
            await folder.KillAsync();
            await AssertFoldedAsync(place, folder.Acknowledged.Values.Max());
        }
    }

    [Fact]
    public async Task Kill_OfPostgres_LeavesCellsAndCursorTogether()
    {
        using var cluster = await PostgresCluster.StartAsync();
        using var place = StoragePlace.In(cluster);
        using var folder = WriterProcess.Folding(place, "test");
        for (var kill = 0; kill < Kills; kill++)
        {
            await folder.WaitForAsync((kill + 1) * 5);
            cluster.Kill();
            await cluster.StartServerAsync();
        }

        await folder.WaitForAsync((Kills + 1) * 5);
        await folder.KillAsync();
        await AssertFoldedAsync(place, folder.Acknowledged.Values.Max());
    }

    [Theory]
    [InlineData(StorageEngineKind.Sqlite)]
    [InlineData(StorageEngineKind.Postgres)]
    public async Task Kill_OfTheRebuildingProcess_LeavesAllOrNothingOfItAndTheNextEndsIt(StorageEngineKind engine)
    {
        using var place = await StoragePlace.NewAsync(engine);
        var done = 0L;
        for (var kill = 0; kill < RebuildKills; kill++)
        {
            using var rebuilder = WriterProcess.Rebuilding(place, "test");
            await rebuilder.WaitForAsync(3);
            // Each time at another place of what a rebuild writes, which takes some hundred milliseconds.
            await Task.Delay(60 * kill);
            await rebuilder.KillAsync();
            Assert.True(rebuilder.Acknowledged.Where(told => told.Key.StartsWith("done", StringComparison.Ordinal)).Max(told => told.Value) > done);
            done = await AssertRebuiltAsync(place, rebuilder.Acknowledged.Values.Max());
        }
    }

    /// <returns>Up to where it is rebuilt: to the end of the one that was under way, or of the one before it.</returns>
    private static async Task<long> AssertRebuiltAsync(StoragePlace place, long given)
    {
        await using var database = place.Open();
        var ledger = database.OpenLedger();
        var (reached, compared) = (0L, (LedgerRecount?)null);
        while (compared is null)
        {
            reached = (await ledger.CursorsAsync(default))[FoldLoad.Feed].Position;
            compared = await ledger.CompareAsync(new Dictionary<string, long> { [FoldLoad.Feed] = reached }, FoldLoad.Rebuilt(reached).ToAsyncEnumerable(), default);
        }

        Assert.InRange(reached, given - 1, given);
        Assert.Empty(compared.Differences);
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
        return reached;
    }

    private static async Task AssertFoldedAsync(StoragePlace place, long acknowledged)
    {
        await using var database = place.Open();
        var ledger = database.OpenLedger();
        LedgerRecount? compared;
        do
        {
            // What the dead process had sent may still be committed by the server: then the cursor moves on, and it is asked again.
            var cursors = await ledger.CursorsAsync(default);
            var reached = cursors[FoldLoad.Feed].Position;
            Assert.True(reached >= acknowledged);
            var model = new LedgerModel();
            for (var position = 1L; position <= reached; position++)
                model.Fold([FoldLoad.At(position)]);
            compared = await ledger.CompareAsync(new Dictionary<string, long> { [FoldLoad.Feed] = reached }, model.Present.ToAsyncEnumerable(), default);
        }
        while (compared is null);

        Assert.Empty(compared.Differences);
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
        Assert.True(compared.Cells > 0);
    }
}
