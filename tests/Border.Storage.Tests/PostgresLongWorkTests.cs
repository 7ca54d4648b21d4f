using System.Data.Common;
using System.Globalization;
using Border.Storage.Postgres;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>What takes longer the more there is ends all the same: commands end after a while, and so does the patience of callers.</summary>
public sealed class PostgresLongWorkTests : IAsyncLifetime
{
    // The driver's is thirty seconds, in which a large database is not migrated.
    private const string ShortCommands = ";Command Timeout=1";

    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(2.5);

    private StoragePlace place = null!;

    public async Task InitializeAsync() => place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);

    public Task DisposeAsync()
    {
        place.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Open_AMigrationThatTakesLongerThanACommandMay_IsCarriedOut()
    {
        await EarlierDatabase.CreateAsync(place, steps: 8);
        await using var held = await HoldAsync("lock table history");
        await using var database = Database(ShortCommands);

        var opened = database.OpenAsync(default);
        Assert.NotSame(opened, await Task.WhenAny(opened, Task.Delay(Longer)));
        await held.CloseAsync();
        await using var connection = await opened;

        Assert.Equal(9L, Convert.ToInt64(await Tampering.ScalarAsync(place, "select count(*) from migration"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Open_WhoeverCameFirstGivesUp_TheMigrationGoesOn()
    {
        await EarlierDatabase.CreateAsync(place, steps: 8);
        await using var held = await HoldAsync("lock table history");
        await using var database = Database("");
        using var impatient = new CancellationTokenSource();

        var first = database.OpenAsync(impatient.Token);
        var begun = await WaitingSinceAsync();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = database.OpenAsync(default);

        Assert.Equal(begun, await WaitingSinceAsync());
        await held.CloseAsync();
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task Wipe_ThatTakesLongerThanACommandMay_IsCarriedOut()
    {
        await using var database = Database(ShortCommands);
        var contents = new PostgresContentStore(database, TimeProvider.System);
        await contents.IsAnyInClearAsync(default);
        await using var held = await HoldAsync("select count(*) from content_chunk");

        var wiped = contents.WipeAsync(default);
        Assert.NotSame(wiped, await Task.WhenAny(wiped, Task.Delay(Longer)));
        await held.CloseAsync();

        await wiped;
    }

    private PostgresDatabase Database(string more) =>
        new(place.Options.ConnectionString + more, $"{place.Options.DatabasePrefix}_test", TimeProvider.System, "Documents.Postgres");

    // As one who has something to do there, until the connection is closed.
    private async Task<DbConnection> HoldAsync(string sql)
    {
        var connection = await Tampering.OpenAsync(place);
        await using var command = connection.CreateCommand();
        command.CommandText = $"begin; {sql}";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<string> WaitingSinceAsync()
    {
        while (true)
        {
            if (await Tampering.ScalarAsync(place, "select xact_start::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") is string since)
                return since;
            await Task.Delay(10);
        }
    }
}
