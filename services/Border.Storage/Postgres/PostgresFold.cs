using Border.Storage.Ledgers;
using Npgsql;
using NpgsqlTypes;

namespace Border.Storage.Postgres;

/// <summary>
/// Folds entries into the ledger in one transaction. The feed's cursor is locked first: of two followers the second finds it
/// moved. Rows that are new are copied in; what changes is changed by one statement a table.
/// </summary>
internal sealed class PostgresFold(string feed, IReadOnlyList<LedgerEntry> entries)
{
    private readonly LineJson json = new();
    private bool trustFirstVersions = true;

    /// <summary>
    /// Looks for every source from now on. Before that, the first version of a source is taken for new without a look; when
    /// it was stored before, its copy fails and nothing is changed.
    /// </summary>
    public void LookForAll() => trustFirstVersions = false;

    public async Task<bool> FoldAsync(NpgsqlConnection connection, long fromPosition, long toPosition, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (position, standing) = await ReadAsync(connection, ct);
        if (position != fromPosition)
            return false;
        var plan = FoldPlan.Decide(entries, standing);
        await CopyPostingsAsync(connection, plan.Postings, ct);
        await CopyReportedAsync(connection, plan.Reported, ct);
        await CopyEntriesAsync(connection, plan, ct);
        await ChangeAsync(connection, plan, toPosition, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<(long Position, Dictionary<string, StandingEntry>)> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var sought = entries.Where(entry => entry.Version > 1 || !trustFirstVersions).Select(entry => entry.Source).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(PostgresBatch.Command("insert into ledger_cursor values ($1, 0) on conflict do nothing", feed));
        batch.BatchCommands.Add(PostgresBatch.Command("select position from ledger_cursor where feed = $1 for update", feed));
        batch.BatchCommands.Add(PostgresBatch.Command(
            "select source, version, known_on, lines from ledger_entry where source = any($1)", (object)sought));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var position = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        var standing = new Dictionary<string, StandingEntry>();
        while (await reader.ReadAsync(ct))
        {
            var lines = json.Read(reader.GetFieldValue<byte[]>(3));
            standing.Add(reader.GetString(0), new(reader.GetInt64(1), reader.GetFieldValue<DateOnly>(2), lines));
        }

        return (position, standing);
    }

    private static async Task CopyPostingsAsync(NpgsqlConnection connection, List<Posting> postings, CancellationToken ct)
    {
        if (postings.Count == 0)
            return;
        await using var copy = await connection.BeginBinaryImportAsync("copy posting from stdin (format binary)", ct);
        foreach (var (source, key, change) in postings)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(source, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Series, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Start, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(key.Area, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Category, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.KnownOn, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(change.Amount, NpgsqlDbType.Numeric, ct);
            await copy.WriteAsync(change.Lines, NpgsqlDbType.Integer, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task CopyReportedAsync(NpgsqlConnection connection, List<Posting> postings, CancellationToken ct)
    {
        if (postings.Count == 0)
            return;
        await using var copy = await connection.BeginBinaryImportAsync("copy reported_posting from stdin (format binary)", ct);
        foreach (var (source, key, change) in postings)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(source, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Series, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Start, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(key.End, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(key.Area, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.Category, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(key.KnownOn, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(change.Amount, NpgsqlDbType.Numeric, ct);
            await copy.WriteAsync(change.Below, NpgsqlDbType.Numeric, ct);
            await copy.WriteAsync(change.Above, NpgsqlDbType.Numeric, ct);
            await copy.WriteAsync(change.Lines, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(change.Late, NpgsqlDbType.Integer, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task CopyEntriesAsync(NpgsqlConnection connection, FoldPlan plan, CancellationToken ct)
    {
        if (plan.Changed.Values.All(changed => changed.Stored))
            return;
        await using var copy = await connection.BeginBinaryImportAsync("copy ledger_entry from stdin (format binary)", ct);
        foreach (var (source, (entry, stored)) in plan.Changed)
        {
            if (stored)
                continue;
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(source, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(entry.Version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(entry.KnownOn, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(json.Write(entry.Lines), NpgsqlDbType.Text, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task ChangeAsync(NpgsqlConnection connection, FoldPlan plan, long toPosition, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        var changed = plan.Changed.Where(change => change.Value.Stored).OrderBy(change => change.Key, StringComparer.Ordinal).ToList();
        if (changed.Count > 0)
        {
            batch.BatchCommands.Add(PostgresBatch.Command(
                "update ledger_entry e set version = c.version, known_on = c.known_on, lines = c.lines"
                + " from unnest($1, $2, $3, $4) c (source, version, known_on, lines) where e.source = c.source",
                changed.Select(change => change.Key).ToArray(),
                changed.Select(change => change.Value.Entry.Version).ToArray(),
                changed.Select(change => change.Value.Entry.KnownOn).ToArray(),
                changed.Select(change => json.Write(change.Value.Entry.Lines)).ToArray()));
        }

        var cells = plan.Cells;
        if (cells.Count > 0)
        {
            batch.BatchCommands.Add(PostgresBatch.Command(
                "insert into cell select * from unnest($1, $2, $3, $4, $5, $6, $7) on conflict (series, parent, month, area, category)"
                + " do update set amount = cell.amount + excluded.amount, lines = cell.lines + excluded.lines",
                cells.Select(cell => cell.Key.Series).ToArray(),
                cells.Select(cell => AreaTree.Parent(cell.Key.Area)).ToArray(),
                cells.Select(cell => cell.Key.Month).ToArray(),
                cells.Select(cell => cell.Key.Area).ToArray(),
                cells.Select(cell => cell.Key.Category).ToArray(),
                cells.Select(cell => cell.Value.Amount).ToArray(),
                cells.Select(cell => cell.Value.Lines).ToArray()));
        }

        batch.BatchCommands.Add(PostgresBatch.Command("update ledger_cursor set position = $1 where feed = $2", toPosition, feed));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
