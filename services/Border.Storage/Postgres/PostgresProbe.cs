using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// Asks whether the database can be written, on a connection of its own: while slow reads hold all of the pool, a service that is busy would be
/// taken for one that cannot be used. Whoever asks while another does gets the same answer.
/// </summary>
internal sealed class PostgresProbe(PostgresDatabase database) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private NpgsqlConnection? kept;
    private Task? asked;

    public Task CheckAsync(CancellationToken ct)
    {
        lock (gate)
        {
            if (asked is null or { IsCompleted: true })
                asked = Task.Run(AskAsync, CancellationToken.None);
            return asked.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (asked is { } last)
            await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await LetGoAsync();
        stop.Dispose();
    }

    // Takes the counter's lock and lets it go: a standby or a full disk cannot.
    private async Task AskAsync()
    {
        try
        {
            kept ??= await database.OpenApartAsync(stop.Token);
            await PostgresDatabase.ExecuteAsync(kept, "select last from feed for update", stop.Token);
        }
        catch (Exception e)
        {
            await LetGoAsync();
            throw PostgresDatabase.Translate(e);
        }
    }

    private async Task LetGoAsync()
    {
        if (kept is not null)
            await kept.DisposeAsync();
        kept = null;
    }
}
