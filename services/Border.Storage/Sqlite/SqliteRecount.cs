using System.Text;
using Border.Storage.Ledgers;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Sqlite;

/// <summary>Reads all of the ledger in one transaction, and so as one picture.</summary>
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
        Each(connection, "select source, lines from ledger_entry", row => tally.Source(row.GetString(0), json.Read(Encoding.UTF8.GetBytes(row.GetString(1)))), ct);
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
        Each(
            connection,
            LedgerStatement.PostingsOfRecount,
            row => tally.Posted(
                row.GetString(6), row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.GetDecimal(4), row.GetInt32(5)),
            ct);
        Each(
            connection,
            "select series, start_day, end_day, area, category, amount, below, above, lines, late from reported_posting",
            row => tally.Reported(
                row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4),
                new(row.GetDecimal(5), row.GetDecimal(6), row.GetDecimal(7), row.GetInt32(8), row.GetInt32(9))),
            ct);
        Each(
            connection,
            "select series, month, area, category, amount, lines from cell",
            row => tally.Cell(
                new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3)), new(row.GetDecimal(4), row.GetInt64(5))),
            ct);
        Each(
            connection,
            "select series, parent, area, category, day, since, sources from distinct_cell",
            row => tally.DistinctCell(
                new(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), row.GetFieldValue<DateOnly>(4), row.GetInt32(5)),
                row.GetInt64(6)),
            ct);
    }

    private static void Each(SqliteConnection connection, string sql, Action<SqliteDataReader> read, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            read(reader);
        }
    }
}
