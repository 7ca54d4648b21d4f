using System.Globalization;
using Border.Testing;
using Npgsql;

namespace Border.Storage.Tests;

/// <summary>Two servers, of which one follows the other. A process is told of both.</summary>
public sealed class PostgresFailoverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Commit_WhereTheStandbyIsNamedFirst_GoesToTheServerThatTakesWrites()
    {
        using var primary = await PostgresCluster.StartAsync();
        using var standby = await primary.StartStandbyAsync();
        using var place = StoragePlace.In(primary);
        place.Options.ConnectionString = Both(standby, primary);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();

        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(PostgresConnectionsTests.Unit("before"), default));

        await UntilFollowedAsync(primary, standby);
        primary.End();
        await ExecuteAsync(standby, "select pg_promote()");

        Assert.IsType<CommitOutcome.Committed>(await CommitAsync(store, "after"));
    }

    // The first calls find out that what they have been connected to is gone.
    private static async Task<CommitOutcome> CommitAsync(IDocumentStore store, string request)
    {
        for (var end = TimeProvider.System.GetUtcNow() + Patience; ; await Task.Delay(100))
        {
            try
            {
                return await store.CommitAsync(PostgresConnectionsTests.Unit(request), default);
            }
            catch (StorageUnavailableException) when (TimeProvider.System.GetUtcNow() < end)
            {
                // It comes.
            }
        }
    }

    private static async Task UntilFollowedAsync(PostgresCluster primary, PostgresCluster standby)
    {
        var written = await ExecuteAsync(primary, "select pg_current_wal_lsn()");
        var end = TimeProvider.System.GetUtcNow() + Patience;
        while (await ExecuteAsync(standby, $"select pg_last_wal_replay_lsn() >= '{written}'") is not true)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end);
            await Task.Delay(20);
        }
    }

    private static async Task<object?> ExecuteAsync(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection($"{cluster.ConnectionString};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string Both(PostgresCluster first, PostgresCluster second) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1:{first.Port},127.0.0.1:{second.Port};Username=postgres;Timeout=5");
}
