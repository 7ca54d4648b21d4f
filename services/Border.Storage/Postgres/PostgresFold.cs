using Border.Storage.Ledgers;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// Folds entries into the ledger in one transaction. The feed's cursor is locked first: of two followers the second finds it
/// moved. Rows that are new are copied in; what changes is changed by one statement a table.
/// </summary>
internal sealed class PostgresFold(string feed, IReadOnlyList<LedgerEntry> entries, PostgresPlaces places, bool isRebuild = false)
{
    private readonly LineJson json = new();
    private bool trustFirstVersions = !isRebuild;

    /// <summary>
    /// Looks for every source from now on. Before that, the first version of a source is taken for new without a look; when
    /// it was stored before, its copy fails and nothing is changed.
    /// </summary>
    public void LookForAll() => trustFirstVersions = false;

    public async Task<bool> FoldAsync(NpgsqlConnection connection, LedgerCursor from, LedgerCursor to, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (cursor, standing) = await ReadAsync(connection, ct);
        if (cursor != from)
            return false;
        var plan = FoldPlan.Decide(entries, standing, isRebuild);
        var placeIds = await places.FindAsync([.. plan.Cells.Select(cell => cell.Key.Place), .. plan.Distinct.Select(cell => cell.Key.Place)], ct);
        // The server changes the cells while the new rows are laid out here.
        var changing = ChangeAsync(connection, plan, placeIds, to, ct);
        PostgresRows[] added = [Rows(plan.Postings), Rows(plan.Reported), EntryRows(plan)];
        await changing;
        foreach (var rows in added)
            await rows.CopyAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<(LedgerCursor Cursor, Dictionary<string, StandingEntry>)> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var sought = entries.Where(entry => entry.Version > 1 || entry.Again || !trustFirstVersions).Select(entry => entry.Source).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(PostgresBatch.Command("insert into ledger_cursor values ($1, 0) on conflict do nothing", feed));
        batch.BatchCommands.Add(PostgresBatch.Command($"select position, {RecountSql.Mark} from ledger_cursor where feed = $1 for update", feed));
        batch.BatchCommands.Add(StandingCommand(sought));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var cursor = new LedgerCursor(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        await reader.NextResultAsync(ct);
        return (cursor, await ReadStandingAsync(reader, json, ct));
    }

    /// <summary>What the sources of some entries contribute; those that never did are missing.</summary>
    public static async Task<Dictionary<string, StandingEntry>> ReadStandingAsync(
        NpgsqlConnection connection, IReadOnlyList<LedgerEntry> entries, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { StandingCommand([.. entries.Select(entry => entry.Source)]) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await ReadStandingAsync(reader, new LineJson(), ct);
    }

    private static NpgsqlBatchCommand StandingCommand(string[] sources) =>
        PostgresBatch.Command("select source, version, known_on, lines from ledger_entry where source = any($1)", (object)sources);

    private static async Task<Dictionary<string, StandingEntry>> ReadStandingAsync(NpgsqlDataReader reader, LineJson json, CancellationToken ct)
    {
        var standing = new Dictionary<string, StandingEntry>();
        while (await reader.ReadAsync(ct))
        {
            var lines = json.Read(reader.GetFieldValue<byte[]>(3));
            standing.Add(reader.GetString(0), new(reader.GetInt64(1), reader.GetFieldValue<DateOnly>(2), lines));
        }

        return standing;
    }

    // In the order of the index, so that rows that are read together lie together.
    private static PostgresRows Rows(List<DayPosting> postings)
    {
        var rows = new PostgresRows("posting", columns: 8);
        foreach (var day in postings.ToLookup(posting => (posting.Series, posting.Day)).OrderBy(day => day.Key))
        {
            foreach (var (source, series, _, area, category, knownOn, amount, lines) in day)
            {
                rows.Start();
                rows.Add(source);
                rows.Add(series);
                rows.Add(day.Key.Day);
                rows.Add(area);
                rows.Add(category);
                rows.Add(knownOn);
                rows.Add(amount);
                rows.Add(lines);
            }
        }

        return rows;
    }

    private static PostgresRows Rows(List<ReportedPosting> postings)
    {
        var rows = new PostgresRows("reported_posting", columns: 12);
        foreach (var (source, key, change) in postings)
        {
            rows.Start();
            rows.Add(source);
            rows.Add(key.Series);
            rows.Add(key.Start);
            rows.Add(key.End);
            rows.Add(key.Area);
            rows.Add(key.Category);
            rows.Add(key.KnownOn);
            rows.Add(change.Amount);
            rows.Add(change.Below);
            rows.Add(change.Above);
            rows.Add(change.Lines);
            rows.Add(change.Late);
        }

        return rows;
    }

    private PostgresRows EntryRows(FoldPlan plan)
    {
        var rows = new PostgresRows("ledger_entry", columns: 4);
        foreach (var (source, (entry, _)) in plan.Changed.Where(change => !change.Value.Stored).OrderBy(change => change.Key, StringComparer.Ordinal))
        {
            rows.Start();
            rows.Add(source);
            rows.Add(entry.Version);
            rows.Add(entry.KnownOn);
            rows.Add(json.WriteBytes(entry.Lines));
        }

        return rows;
    }

    private async Task ChangeAsync(NpgsqlConnection connection, FoldPlan plan, int[] placeIds, LedgerCursor to, CancellationToken ct)
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

        if (plan.Cells.Count > 0)
        {
            // Always in the order of their keys, so that two folds do not wait for each other.
            var cells = plan.Cells.Select((cell, i) => (Place: placeIds[i], cell.Key.Month, cell.Value)).ToArray();
            Array.Sort(cells, (a, b) => a.Place != b.Place ? a.Place.CompareTo(b.Place) : a.Month.CompareTo(b.Month));
            batch.BatchCommands.Add(PostgresBatch.Command(
                "merge into place_month m using unnest($1, $2, $3, $4) c (place, month, amount, lines) on m.place = c.place and m.month = c.month"
                + " when matched then update set amount = m.amount + c.amount, lines = m.lines + c.lines"
                + " when not matched then insert values (c.place, c.month, c.amount, c.lines)",
                Array.ConvertAll(cells, cell => cell.Place),
                Array.ConvertAll(cells, cell => cell.Month),
                Array.ConvertAll(cells, cell => cell.Value.Amount),
                Array.ConvertAll(cells, cell => cell.Value.Lines)));
        }

        if (plan.Distinct.Count > 0)
            batch.BatchCommands.Add(DistinctCommand(plan.Distinct, placeIds.AsSpan(plan.Cells.Count)));
        batch.BatchCommands.Add(PostgresBatch.Command("update ledger_cursor set position = $1, mark = $2, marked = $1 where feed = $3", to.Position, to.Mark ?? (object)DBNull.Value, feed));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand DistinctCommand(List<KeyValuePair<DistinctKey, long>> distinct, ReadOnlySpan<int> placeIds)
    {
        var cells = new (int Place, DateOnly Day, int Since, long Sources)[distinct.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = (placeIds[i], distinct[i].Key.Day, distinct[i].Key.Since, distinct[i].Value);
        Array.Sort(cells);
        return PostgresBatch.Command(
            "merge into distinct_day d using unnest($1, $2, $3, $4) c (place, day, since, sources)"
            + " on d.place = c.place and d.day = c.day and d.since = c.since"
            + " when matched then update set sources = d.sources + c.sources"
            + " when not matched then insert values (c.place, c.day, c.since, c.sources)",
            Array.ConvertAll(cells, cell => cell.Place),
            Array.ConvertAll(cells, cell => cell.Day),
            Array.ConvertAll(cells, cell => cell.Since),
            Array.ConvertAll(cells, cell => cell.Sources));
    }
}
