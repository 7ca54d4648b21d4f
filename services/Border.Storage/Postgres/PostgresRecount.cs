using System.Data;
using Border.Storage.Ledgers;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>Reads all of the ledger in one transaction that sees one picture.</summary>
internal static class PostgresRecount
{
    public static async Task<IReadOnlyDictionary<string, LedgerCursor>> CursorsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var cursors = new Dictionary<string, LedgerCursor>();
        // A cursor at 0 was only made to be locked.
        await EachAsync(
            connection,
            $"select feed, position, {RecountSql.Mark} from ledger_cursor where position > 0",
            row => cursors[row.GetString(0)] = new(row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2)),
            ct);
        return cursors;
    }

    public static async Task<IReadOnlyList<string>> SourcesAsync(NpgsqlConnection connection, string after, string before, CancellationToken ct)
    {
        var sources = new List<string>();
        await EachAsync(connection, RecountSql.SourcesOf('$'), row => sources.Add(row.GetString(0)), ct, after, before);
        return sources;
    }

    public static async Task<LedgerRecount> RecountAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var tally = new RecountTally();
        var json = new LineJson();
        await EachAsync(
            connection, RecountSql.Entries, row => tally.Source(row.GetString(0), json.Read(row.GetFieldValue<byte[]>(1))), ct);
        await ReadStoredAsync(connection, tally, ct);
        return tally.Result();
    }

    public static async Task<LedgerRecount?> CompareAsync(
        NpgsqlConnection connection, IReadOnlyDictionary<string, long> expected, RecountTally tally, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var cursors = await CursorsAsync(connection, ct);
        if (expected.Any(cursor => cursors.GetValueOrDefault(cursor.Key).Position != cursor.Value))
            return null;
        await ReadStoredAsync(connection, tally, ct);
        return tally.Result();
    }

    private static async Task ReadStoredAsync(NpgsqlConnection connection, RecountTally tally, CancellationToken ct)
    {
        var distinct = new List<string>();
        await EachAsync(connection, RecountSql.DistinctSeries, row => distinct.Add(row.GetString(0)), ct);
        await EachAsync(
            connection,
            RecountSql.Postings('$', distinct.Count),
            row => tally.Posted(
                row.GetString(6), row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.GetDecimal(4), row.GetInt32(5)),
            ct,
            [.. distinct]);
        await EachAsync(
            connection,
            RecountSql.Reported,
            row => tally.Reported(
                row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4),
                new(row.GetDecimal(5), row.GetDecimal(6), row.GetDecimal(7), row.GetInt32(8), row.GetInt32(9))),
            ct);
        await EachAsync(
            connection,
            RecountSql.Cells,
            row => tally.Cell(
                new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3)), new(row.GetDecimal(4), row.GetInt64(5))),
            ct);
        await EachAsync(
            connection,
            RecountSql.DistinctCells,
            row => tally.DistinctCell(
                new(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), row.GetFieldValue<DateOnly>(4), row.GetInt32(5)),
                row.GetInt64(6)),
            ct);
    }

    private static async Task EachAsync(
        NpgsqlConnection connection, string sql, Action<NpgsqlDataReader> read, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            read(reader);
    }
}
