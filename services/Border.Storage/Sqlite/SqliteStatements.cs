using Microsoft.Data.Sqlite;

namespace Border.Storage.Sqlite;

/// <summary>Prepared statements of one connection, found again by their text.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    // The texts of queries are of as many shapes as filters can be combined.
    private const int MaxPrepared = 200;

    private readonly Dictionary<string, SqliteCommand> prepared = [];

    public SqliteConnection Connection => connection;

    /// <summary>Binds the values to <c>?1</c>, <c>?2</c>, … in order.</summary>
    public SqliteCommand Bind(string sql, params ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            if (prepared.Count == MaxPrepared)
                Forget();
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
            prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object> values) => Bind(sql, values).ExecuteNonQuery();

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        prepared.Clear();
    }
}
