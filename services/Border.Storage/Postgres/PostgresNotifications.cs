using System.Globalization;
using System.Threading.Channels;
using Border.Storage.Commits;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// Wakes the feed's readers in other processes, and those here when others write. The notification is sent after the
/// commit and outside of it, and many commits share one: inside a transaction it would make all commits of the database
/// wait for one lock. One that is lost costs a reader its poll interval, no event.
/// </summary>
internal sealed class PostgresNotifications : IAsyncDisposable
{
    private const string ChannelName = "border_feed";
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    // The driver misses a cancellation now and then that comes while it begins to read. Then the process would not end.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly Channel<long> heads = Channel.CreateBounded<long>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource stop = new();
    private readonly PostgresDatabase database;
    private readonly FeedSignal signal;
    private readonly TimeProvider clock;
    private readonly Task work;

    public PostgresNotifications(PostgresDatabase database, FeedSignal signal, TimeProvider clock)
    {
        (this.database, this.signal, this.clock) = (database, signal, clock);
        work = Task.WhenAll(Task.Run(() => KeepAsync(ListenAsync)), Task.Run(() => KeepAsync(NotifyAsync)));
    }

    public void Tell(long head) => heads.Writer.TryWrite(head);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
    }

    private async Task KeepAsync(Func<CancellationToken, Task> run)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (PostgresDatabase.Translate(e) is StorageUnavailableException)
            {
                // Polling goes on meanwhile; try again when the server may be back.
                await Task.Delay(ReconnectDelay, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        connection.Notification += (_, notification) =>
        {
            if (long.TryParse(notification.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var head))
                signal.Advance(head);
        };
        await PostgresDatabase.ExecuteAsync(connection, $"listen {ChannelName}", ct);
        signal.Stir();
        while (!ct.IsCancellationRequested)
            await connection.WaitAsync(LongestWait, ct);
    }

    private async Task NotifyAsync(CancellationToken ct)
    {
        await foreach (var head in heads.Reader.ReadAllAsync(ct))
        {
            await using var connection = await database.OpenAsync(ct);
            await using var command = new NpgsqlCommand("select pg_notify($1, $2)", connection);
            command.Parameters.Add(new() { Value = ChannelName });
            command.Parameters.Add(new() { Value = head.ToString(CultureInfo.InvariantCulture) });
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
