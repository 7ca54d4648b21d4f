using Border.Storage.Keys;
using Border.Testing;
using Npgsql;

namespace Border.Storage.Tests;

/// <summary>A server gives out so many connections, and what one service takes too many the others have too few.</summary>
public sealed class PostgresConnectionsTests
{
    private const int AtOnce = 100;

    [Fact]
    public async Task Service_UnderAnyLoad_KeepsToItsConnections()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        await using var keys = new KeyDatabase(place.Options, "test", TimeProvider.System);
        await store.CheckAsync(default);

        await Task.WhenAll(
            from i in Enumerable.Range(0, AtOnce)
            from task in (Task[])[store.HeadAsync(default), keys.Store.FindAsync([$"k{i}"], default), store.FindReceiptAsync($"r{i}", default)]
            select task);

        Assert.InRange(await ConnectionsAsync(place.Options), 2, StorageOptions.MostConnections);
    }

    [Fact]
    public async Task Service_OverASocketOfThisMachine_ReadsAndWrites()
    {
        var cluster = await PostgresCluster.SharedAsync();
        using var place = StoragePlace.In(cluster);
        place.Options.ConnectionString = cluster.SocketConnectionString;
        await using var database = place.Open();
        await using var store = database.OpenDocuments();

        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Unit("over-a-socket"), default));
    }

    [Fact]
    public async Task Check_WhileReadsHoldEveryConnection_Answers()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        await store.CommitAsync(Unit("a"), default);
        // Its own connection is open from here on.
        await store.CheckAsync(default);
        var slow = new TaskCompletionSource();
        var reads = Enumerable.Range(0, AtOnce).Select(_ => store.SnapshotAsync(["things"], (_, _) => slow.Task, default)).ToArray();
        await UntilNoneIsFreeAsync(place.Options);

        await store.CheckAsync(default).WaitAsync(TimeSpan.FromSeconds(30));

        slow.SetResult();
        // Those that waited in vain have failed.
        await Record.ExceptionAsync(() => Task.WhenAll(reads));
    }

    // All that there may be are open, and with more reads than connections none of them is given back to the pool.
    private static async Task UntilNoneIsFreeAsync(StorageOptions options)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ConnectionsAsync(options) < StorageOptions.MostConnections - KeyDatabase.Connections)
            await Task.Delay(20, limit.Token);
    }

    internal static CommitUnit Unit(string request) => new()
    {
        RequestId = request,
        ContentHash = [],
        Collection = "things",
        Record = $"things/{request}",
        Writes = [new("things", $"things/{request}", 0, "{}", [], "", "made")],
        Events = [],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{request}"] },
        Time = DateTimeOffset.UnixEpoch,
    };

    private static async Task<long> ConnectionsAsync(StorageOptions options)
    {
        await using var connection = new NpgsqlConnection($"{options.ConnectionString};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from pg_stat_activity where starts_with(datname, $1)", connection);
        count.Parameters.Add(new() { Value = options.DatabasePrefix });
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
