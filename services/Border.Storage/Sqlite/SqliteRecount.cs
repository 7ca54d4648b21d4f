using System.Buffers.Text;
using Border.Storage.Ledgers;

namespace Border.Storage.Sqlite;

/// <summary>Reads all of the ledger in one transaction, and so as one picture. There are millions of rows: no text is made that was made before.</summary>
internal static class SqliteRecount
{
    public static Dictionary<string, LedgerCursor> Cursors(SqliteStatements db)
    {
        var cursors = new Dictionary<string, LedgerCursor>();
        Each(
            db,
            $"select feed, position, {RecountSql.Mark} from ledger_cursor",
            row => cursors[row.GetString(0)] = new(row.GetInt64(1), row.IsNull(2) ? null : row.GetString(2)),
            default);
        return cursors;
    }

    public static List<string> Sources(SqliteStatements db, string after, string before)
    {
        var sources = new List<string>();
        Each(db, RecountSql.SourcesOf('?'), row => sources.Add(row.GetString(0)), default, after, before);
        return sources;
    }

    public static LedgerRecount Recount(SqliteStatements db, CancellationToken ct)
    {
        db.Run("begin");
        var tally = new RecountTally();
        var json = new LineJson();
        Each(db, RecountSql.Entries, row => tally.Source(row.GetString(0), json.Read(row.Text(1))), ct);
        ReadStored(db, tally, ct);
        db.Run("commit");
        return tally.Result();
    }

    public static LedgerRecount? Compare(
        SqliteStatements db, IReadOnlyDictionary<string, long> expected, RecountTally tally, CancellationToken ct)
    {
        db.Run("begin");
        var cursors = Cursors(db);
        var isComparable = expected.All(cursor => cursors.GetValueOrDefault(cursor.Key).Position == cursor.Value);
        if (isComparable)
            ReadStored(db, tally, ct);
        db.Run("commit");
        return isComparable ? tally.Result() : null;
    }

    private static void ReadStored(SqliteStatements db, RecountTally tally, CancellationToken ct)
    {
        var texts = new TextPool();
        var distinct = new List<string>();
        Each(db, RecountSql.DistinctSeries, row => distinct.Add(row.GetString(0)), ct);
        Each(
            db,
            RecountSql.Postings('?', distinct.Count),
            row => tally.Posted(row.GetString(6), Text(row, 0), Day(row, 1), Text(row, 2), Text(row, 3), Amount(row, 4), row.GetInt32(5)),
            ct,
            [.. distinct]);
        Each(
            db,
            RecountSql.Reported,
            row => tally.Reported(
                Text(row, 0), Day(row, 1), Day(row, 2), Text(row, 3), Text(row, 4),
                new(Amount(row, 5), Amount(row, 6), Amount(row, 7), row.GetInt32(8), row.GetInt32(9))),
            ct);
        Each(
            db,
            RecountSql.Cells,
            row => tally.Cell(new(Text(row, 0), Day(row, 1), Text(row, 2), Text(row, 3)), new(Amount(row, 4), row.GetInt64(5))),
            ct);
        Each(
            db,
            RecountSql.DistinctCells,
            row => tally.DistinctCell(new(new(Text(row, 0), Text(row, 1), Text(row, 2), Text(row, 3)), Day(row, 4), row.GetInt32(5)), row.GetInt64(6)),
            ct);

        string Text(SqliteRows row, int column) => texts.Text(row.Text(column));
    }

    private static DateOnly Day(SqliteRows row, int column) => LineJson.Day(row.Text(column));

    private static decimal Amount(SqliteRows row, int column)
    {
        var text = row.Text(column);
        return Utf8Parser.TryParse(text, out decimal amount, out var read) && read == text.Length ? amount : row.GetDecimal(column);
    }

    private static void Each(SqliteStatements db, string sql, Action<SqliteRows> read, CancellationToken ct, params object[] values)
    {
        using var reader = db.Rows(sql, values);
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            read(reader);
        }
    }
}
