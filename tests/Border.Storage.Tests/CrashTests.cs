using Border.Audits;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>Whatever dies in the middle of the load: what was acknowledged is what is stored is what is fed.</summary>
public sealed class CrashTests
{
    private const int Kills = 20;

    [Theory]
    [InlineData(StorageEngineKind.Sqlite)]
    [InlineData(StorageEngineKind.Postgres)]
    public async Task Kill_OfTheWritingProcess_LosesNothingAcknowledged(StorageEngineKind engine)
    {
        using var place = await StoragePlace.NewAsync(engine);
        var acknowledged = new Dictionary<string, long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = new WriterProcess(place, "test", $"k{kill}", writers: 16, count: 100_000);
            await writer.WaitForAsync(50 + (37 * kill));
            await writer.KillAsync();
            foreach (var (id, position) in writer.Acknowledged)
                acknowledged.Add(id, position);
        }

        Assert.True(acknowledged.Count > Kills * 50);
        await AssertStoredAndFedAsync(place, acknowledged, mayHoldMore: true);
    }

    [Fact]
    public async Task Kill_OfPostgres_LosesNothingAcknowledged()
    {
        using var cluster = await PostgresCluster.StartAsync();
        using var place = StoragePlace.In(cluster);
        using var writer = new WriterProcess(place, "test", "w", writers: 16, count: 400);
        for (var kill = 0; kill < Kills; kill++)
        {
            await writer.WaitForAsync((kill + 1) * 250);
            cluster.Kill();
            await cluster.StartServerAsync();
        }

        Assert.Equal(0, await writer.EndAsync());
        Assert.Equal(16 * 400, writer.Acknowledged.Count);
        await AssertStoredAndFedAsync(place, writer.Acknowledged, mayHoldMore: false);
    }

    [Fact]
    public async Task Restore_OfADumpIntoAFreshCluster_KeepsTheFeedGoing()
    {
        var old = await PostgresCluster.SharedAsync();
        using var before = StoragePlace.In(old);
        var database = $"{before.Options.DatabasePrefix}_test";
        using (var writer = new WriterProcess(before, "test", "old", writers: 4, count: 50))
            Assert.Equal(0, await writer.EndAsync());
        using var fresh = await PostgresCluster.StartAsync();
        await fresh.RestoreAsync(database, await old.DumpAsync(database));

        using var after = StoragePlace.In(fresh, before.Options.DatabasePrefix);
        using var second = new WriterProcess(after, "test", "new", writers: 4, count: 50);
        Assert.Equal(0, await second.EndAsync());

        Assert.Equal(Enumerable.Range(201, 200).Select(i => (long)i), second.Acknowledged.Values.Order());
        await AssertStoredAndFedAsync(after, second.Acknowledged, mayHoldMore: true);
    }

    // A unit may have been committed whose acknowledgement the kill swallowed; so more may be stored than was told.
    private static async Task AssertStoredAndFedAsync(StoragePlace place, Dictionary<string, long> acknowledged, bool mayHoldMore)
    {
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        var checker = new FeedChecker();
        while (await store.ReadAsync(checker.Last, 1000, default) is { Count: > 0 } events)
        {
            foreach (var e in events)
            {
                checker.See(e.Position, e.Record);
                var id = e.Record["things/".Length..];
                if (acknowledged.TryGetValue(id, out var told))
                    Assert.Equal(told, e.Position);
            }
        }

        var stored = new HashSet<string>();
        await store.SnapshotAsync(["things"], (_, document) => Task.FromResult(stored.Add(document.Name)), default);
        Assert.Empty(checker.Faults);
        Assert.True(stored.SetEquals(checker.Records));
        Assert.Subset(stored, acknowledged.Keys.Select(id => $"things/{id}").ToHashSet());
        if (!mayHoldMore)
            Assert.Equal(acknowledged.Count, stored.Count);
        var audit = new AuditCheck();
        while (await store.AuditAsync(new(audit.Head.Sequence, 1000), default) is { Count: > 0 } entries)
            Assert.All(entries, entry => Assert.True(audit.See(entry)));
        Assert.True(audit.EndAt(await store.AuditHeadAsync(default)));
        Assert.Equal(stored.Count, audit.Head.Sequence);
        foreach (var id in acknowledged.Keys)
            Assert.NotNull(await store.FindReceiptAsync(id, default));
    }
}
