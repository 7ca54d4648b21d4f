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
