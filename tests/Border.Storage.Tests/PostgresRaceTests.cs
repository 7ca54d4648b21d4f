using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>One request at two writers at once, held between any two statements.</summary>
public sealed class PostgresRaceTests
{
    [Theory]
    [InlineData("document", 0)]
    [InlineData("document", 1)]
    [InlineData("receipt", 0)]
    [InlineData("receipt", 1)]
    public async Task Commit_WhileAnotherWriterCarriesOutTheSameRequest_GetsItsAnswer(string heldAt, long expected)
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        await Tampering.CreateAsync(place);
        await Tampering.RunAsync(place, $"alter database {place.Options.DatabasePrefix}_test set deadlock_timeout = '5s'");
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        await store.CheckAsync(default);
        for (var version = 0; version < expected; version++)
            await store.CommitAsync(Unit($"r{version}", version), default);
        await using var other = await Tampering.OpenAsync(place);
        // Who waits for a document that the other has locked is a deadlock here: the store is to end it, which looks for one only once.
        await ExecuteAsync($"set deadlock_timeout = '10min'; begin; lock table {heldAt}");

        var commit = store.CommitAsync(Unit("r", expected), default);
        while (await Tampering.ScalarAsync(place, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") is 0L)
            await Task.Delay(10);
        await ExecuteAsync(expected == 0
            ? "insert into document (collection, name, version, created, updated) values ('things', 'things/a', 1, 0, 0)"
            : $"update document set version = {expected + 1} where name = 'things/a'");
        await ExecuteAsync($"insert into receipt select 'r', '', id, {expected + 1}, 7 from document where name = 'things/a'; commit");

        Assert.Equal(7, Assert.IsType<CommitOutcome.Replayed>(await commit).Receipt.FeedPosition);

        async Task ExecuteAsync(string sql)
        {
            await using var command = other.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static CommitUnit Unit(string request, long expected) => new()
    {
        RequestId = request,
        ContentHash = [],
        Collection = "things",
        Record = "things/a",
        Writes = [new("things", "things/a", expected, "{}", [], "", "made")],
        Events = [],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = ["things/a"] },
        Time = DateTimeOffset.UnixEpoch,
    };
}
