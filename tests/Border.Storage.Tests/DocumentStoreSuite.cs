using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteDocumentStoreTests() : DocumentStoreSuite(StorageEngineKind.Sqlite);

public sealed class PostgresDocumentStoreTests() : DocumentStoreSuite(StorageEngineKind.Postgres);

/// <summary>How documents are found, waited for and opened again, on every engine.</summary>
public abstract class DocumentStoreSuite(StorageEngineKind engine) : DocumentStoreTestBase(engine)
{
    [Fact]
    public async Task FindEach_SomeThatAreThereAndSomeThatAreNot_GivesThoseAsTheyStand()
    {
        foreach (var name in (string[])["a", "b", "c"])
            await Store.CommitAsync(Make(name, name), default);

        var found = await Store.FindEachAsync("things", ["things/c", "things/a", "things/x"], default);

        Assert.Equal(["things/a", "things/c"], found.Select(document => document.Name).Order(StringComparer.Ordinal));
        Assert.All(found, document => Assert.Equal((1, Noon), (document.Version, document.CreateTime)));
        Assert.Empty(await Store.FindEachAsync("things", [], default));
    }

    [Fact]
    public async Task History_InPages_GivesEachVersionOnceWithItsVerb()
    {
        await Store.CommitAsync(Make("a", "r1"), default);
        for (var version = 1; version < 5; version++)
            await Store.CommitAsync(Change("a", $"r{version + 1}", version), default);

        var first = await Store.HistoryAsync("things", "things/a", 0, 3, default);
        var rest = await Store.HistoryAsync("things", "things/a", first[^1].Version, 3, default);

        Assert.Equal([1, 2, 3, 4, 5], first.Concat(rest).Select(version => version.Version));
        Assert.Equal(["made", "changed"], first.Take(2).Select(version => version.Verb));
    }

    [Fact]
    public async Task Wait_ReaderIsWokenByACommit_WellBeforeThePoll()
    {
        Place.Options.PollInterval = TimeSpan.FromMinutes(1);
        var waiting = Store.WaitAsync(0, TimeSpan.FromMinutes(1), default);

        await Store.CommitAsync(Make("a", "r1"), default);

        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Commit_AfterReopening_GoesOnWithTheFeed()
    {
        await Store.CommitAsync(Make("a", "r1"), default);
        await ReopenAsync();

        var outcome = await Store.CommitAsync(Make("b", "r2"), default);

        Assert.Equal(2, Assert.IsType<CommitOutcome.Committed>(outcome).Receipt.FeedPosition);
        Assert.IsType<CommitOutcome.Replayed>(await Store.CommitAsync(Make("a", "r1"), default));
    }

    [Fact]
    public async Task Open_TwoInstancesAtOnce_MigrateOnce()
    {
        using var fresh = await StoragePlace.NewAsync(Place.Options.Engine);

        var heads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var instance = fresh.Open();
            await using var documents = instance.OpenDocuments();
            return await documents.HeadAsync(default);
        })));

        Assert.All(heads, head => Assert.Equal(0, head));
    }

    [Fact]
    public async Task Check_WhenAllIsWell_Answers() => await Store.CheckAsync(default);
}
