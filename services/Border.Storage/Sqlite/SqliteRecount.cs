using System.Buffers.Text;
using Border.Storage.Ledgers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Border.Storage.Sqlite;

/// <summary>Reads all of the ledger in one transaction, and so as one picture. There are millions of rows: no text is made that was made before.</summary>
internal static class SqliteRecount
{
    public static Dictionary<string, long> Cursors(SqliteConnection connection)
    {
        var cursors = new Dictionary<string, long>();
        Each(connection, "select feed, position from ledger_cursor", row => cursors[row.GetString(0)] = row.GetInt64(1), default);
        return cursors;
    }

    public static LedgerRecount Recount(SqliteConnection connection, CancellationToken ct)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var tally = new RecountTally();
        var json = new LineJson();
        Each(connection, RecountSql.Entries, row => tally.Source(row.GetString(0), json.Read(Bytes(row, 1))), ct);
        ReadStored(connection, tally, ct);
        return tally.Result();
    }

    public static LedgerRecount? Compare(
        SqliteConnection connection, IReadOnlyDictionary<string, long> expected, RecountTally tally, CancellationToken ct)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var cursors = Cursors(connection);
        if (expected.Any(cursor => cursors.GetValueOrDefault(cursor.Key) != cursor.Value))
            return null;
        ReadStored(connection, tally, ct);
        return tally.Result();
    }

    private static void ReadStored(SqliteConnection connection, RecountTally tally, CancellationToken ct)
    {
        var texts = new TextPool();
        var distinct = new List<string>();
        Each(connection, RecountSql.DistinctSeries, row => distinct.Add(row.GetString(0)), ct);
        Each(
            connection,
            RecountSql.Postings('?', distinct.Count),
            row => tally.Posted(row.GetString(6), Text(row, 0), Day(row, 1), Text(row, 2), Text(row, 3), Amount(row, 4), row.GetInt32(5)),
            ct,
            [.. distinct]);
        Each(
            connection,
            RecountSql.Reported,
            row => tally.Reported(
                Text(row, 0), Day(row, 1), Day(row, 2), Text(row, 3), Text(row, 4),
                new(Amount(row, 5), Amount(row, 6), Amount(row, 7), row.GetInt32(8), row.GetInt32(9))),
            ct);
        Each(
            connection,
            RecountSql.Cells,
            row => tally.Cell(new(Text(row, 0), Day(row, 1), Text(row, 2), Text(row, 3)), new(Amount(row, 4), row.GetInt64(5))),
            ct);
        Each(
            connection,
            RecountSql.DistinctCells,
            row => tally.DistinctCell(new(new(Text(row, 0), Text(row, 1), Text(row, 2), Text(row, 3)), Day(row, 4), row.GetInt32(5)), row.GetInt64(6)),
            ct);

        string Text(SqliteDataReader row, int column) => texts.Text(Bytes(row, column));
    }

    private static DateOnly Day(SqliteDataReader row, int column) => LineJson.Day(Bytes(row, column));

    private static decimal Amount(SqliteDataReader row, int column)
    {
        var text = Bytes(row, column);
        return Utf8Parser.TryParse(text, out decimal amount, out var read) && read == text.Length ? amount : row.GetDecimal(column);
    }

    // The text where SQLite holds it, good until the next row.
    private static ReadOnlySpan<byte> Bytes(SqliteDataReader row, int column) => raw.sqlite3_column_blob(row.Handle, column);

    private static void Each(SqliteConnection connection, string sql, Action<SqliteDataReader> read, CancellationToken ct, params object[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter($"?{i + 1}", values[i]));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            read(reader);
        }
    }
}
