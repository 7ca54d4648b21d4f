using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Border.Storage.Sqlite;

/// <summary>
/// Prepared statements of one connection, found again by their text. They go to SQLite itself, for most are so small that the driver's
/// commands cost more than they do.
/// </summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    // The texts of queries are of as many shapes as filters can be combined.
    private const int MaxPrepared = 200;

    private readonly Dictionary<string, sqlite3_stmt> prepared = [];
    private byte[] text = new byte[4096];

    public SqliteConnection Connection => connection;

    /// <summary>The rows of a query, with the values as <c>?1</c>, <c>?2</c>, … in order.</summary>
    public SqliteRows Rows(string sql, params ReadOnlySpan<object> values) => new(connection, Prepared(sql, values));

    /// <summary>The number in the first column of the first row; null when there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object> values)
    {
        using var rows = Rows(sql, values);
        return rows.Read() ? rows.GetInt64(0) : null;
    }

    /// <summary>Carries out one statement whose rows, if any, nobody wants.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object> values)
    {
        var statement = Prepared(sql, values);
        var result = raw.sqlite3_step(statement);
        var changed = raw.sqlite3_changes(connection.Handle);
        // A reset tells once more of what went wrong.
        var ended = raw.sqlite3_reset(statement);
        Require(result is raw.SQLITE_DONE or raw.SQLITE_ROW ? ended : result);
        return changed;
    }

    /// <summary>The number of the row that was put in last.</summary>
    public long LastId => raw.sqlite3_last_insert_rowid(connection.Handle);

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private sqlite3_stmt Prepared(string sql, ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            if (prepared.Count == MaxPrepared)
                Forget();
            Require(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement));
            prepared.Add(sql, statement);
        }

        for (var i = 0; i < values.Length; i++)
            Require(Bind(statement, i + 1, values[i]));
        return statement;
    }

    private int Bind(sqlite3_stmt statement, int index, object value) => value switch
    {
        string s => Bind(statement, index, s),
        long n => raw.sqlite3_bind_int64(statement, index, n),
        int n => raw.sqlite3_bind_int64(statement, index, n),
        bool b => raw.sqlite3_bind_int64(statement, index, b ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        DateOnly day => Bind(statement, index, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DBNull => raw.sqlite3_bind_null(statement, index),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "No type of a column."),
    };

    private int Bind(sqlite3_stmt statement, int index, string value)
    {
        // No bytes at all would be bound as null.
        if (value.Length == 0)
            return raw.sqlite3_bind_text(statement, index, value);
        if (Encoding.UTF8.GetMaxByteCount(value.Length) > text.Length)
            text = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        return raw.sqlite3_bind_text(statement, index, text.AsSpan(0, Encoding.UTF8.GetBytes(value, text)));
    }

    private void Require(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);

    private void Forget()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        prepared.Clear();
    }
}
