using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteFeedOrderTests() : FeedOrderSuite(StorageEngineKind.Sqlite);

public sealed class PostgresFeedOrderTests() : FeedOrderSuite(StorageEngineKind.Postgres);

/// <summary>Readers never miss or repeat an event, whoever writes.</summary>
public abstract class FeedOrderSuite(StorageEngineKind engine)
{
    [Fact]
    public async Task Feed_EightWritersInTwoProcesses_ReaderSeesEachEventOnceInOrder()
    {
        const int writers = 4, count = 500;
        using var place = await StoragePlace.NewAsync(engine);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        using var one = new WriterProcess(place, "test", "one", writers, count);
        using var two = new WriterProcess(place, "test", "two", writers, count);
        var checker = new FeedChecker();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        while (checker.Last < 2 * writers * count)
        {
            foreach (var e in await store.ReadAsync(checker.Last, 100, limit.Token))
                checker.See(e.Position, e.Record);
            await store.WaitAsync(checker.Last, TimeSpan.FromMilliseconds(50), limit.Token);
        }

        Assert.Equal(0, await one.EndAsync());
        Assert.Equal(0, await two.EndAsync());
        Assert.Empty(checker.Faults);
        var acknowledged = one.Acknowledged.Keys.Concat(two.Acknowledged.Keys).Select(id => $"things/{id}").ToHashSet();
        Assert.True(acknowledged.SetEquals(checker.Records));
    }
}
