namespace Border.Storage.Tests;

public sealed class SqliteDocumentSnapshotTests() : DocumentSnapshotSuite(StorageEngineKind.Sqlite)
{
    [Fact]
    public async Task Snapshot_WhoseFileFailsOnTheWay_SaysThatItCannotBeUsed()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Store.CommitAsync(Make($"d{i}", $"r{i}"), default)));
        using var log = new FileStream(Path.Combine(Place.Place, "test.db-wal"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.SnapshotAsync(
            ["things"],
            (_, _) =>
            {
                log.SetLength(0);
                return Task.CompletedTask;
            },
            default));
    }
}

public sealed class PostgresDocumentSnapshotTests() : DocumentSnapshotSuite(StorageEngineKind.Postgres);

/// <summary>All documents as they stood at one position, on every engine.</summary>
public abstract class DocumentSnapshotSuite(StorageEngineKind engine) : DocumentStoreTestBase(engine)
{
    [Fact]
    public async Task Snapshot_ManyDocuments_TellsEachOnceWithOnePosition()
    {
        for (var i = 0; i < 20; i++)
            await Store.CommitAsync(Make($"d{i:00}", $"r{i}"), default);
        var seen = new List<(long Position, string Name)>();

        var position = await Store.SnapshotAsync(
            ["things"],
            async (at, document) =>
            {
                seen.Add((at, document.Name));
                if (seen.Count == 1)
                    await Store.CommitAsync(Make("later", "later"), default);
            },
            default);

        Assert.Equal(20, position);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (20L, $"things/d{i:00}")), seen);
    }

    [Fact]
    public async Task Snapshot_OfMoreThanAPage_TellsEachOnceByNameCollectionAfterCollection()
    {
        string[] names = [.. Enumerable.Range(0, 2000).Select(i => $"d{i:0000}")];
        await Task.WhenAll(names.Select(name => Store.CommitAsync(Make(name, name), default)));
        await Store.CommitAsync(Make("z", "z") with { Collection = "others", Record = "others/z", Writes = [new("others", "others/z", 0, "{}", [])] }, default);
        var seen = new List<string>();

        await Store.SnapshotAsync(
            ["things", "others"],
            (_, document) =>
            {
                seen.Add(document.Name);
                return Task.CompletedTask;
            },
            default);

        Assert.Equal([.. names.Select(name => $"things/{name}"), "others/z"], seen);
    }

    [Fact]
    public async Task Snapshot_WhoeverIsToldFails_GetsThatFault()
    {
        await Store.CommitAsync(Make("a", "r1"), default);

        // As a connection to a client that is gone.
        await Assert.ThrowsAsync<IOException>(() => Store.SnapshotAsync(["things"], (_, _) => throw new IOException("gone"), default));
    }
}
