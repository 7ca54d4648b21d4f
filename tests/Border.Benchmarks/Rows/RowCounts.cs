using Border.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Border.Benchmarks.Rows;

/// <summary>Counts what a database holds, past the server that wrote it.</summary>
internal static class RowCounts
{
    /// <summary>The rows of which there is one for each new case; cases with numbers have series beside them.</summary>
    private static readonly string[] DocumentTables =
        ["document where collection = 'cases'", "document_version where collection = 'cases'", "number_key", "event", "receipt", "audit"];

    public static Task<IReadOnlyList<long>> OfDocumentsAsync(StorageOptions storage, string service, CancellationToken ct) =>
        storage.Engine == StorageEngineKind.Sqlite
            ? OfSqliteAsync(Path.Combine(storage.DataDirectory, $"{service}.db"), ct)
            : OfPostgresAsync($"{storage.ConnectionString};Database={storage.DatabasePrefix}_{service}", DocumentTables, ct);

    public static async Task<IReadOnlyList<long>> OfPostgresAsync(string connectionString, IEnumerable<string> tables, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(ct);
        var counts = new List<long>();
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
            counts.Add((long)(await command.ExecuteScalarAsync(ct))!);
        }

        return counts;
    }

    private static async Task<IReadOnlyList<long>> OfSqliteAsync(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(ct);
        var counts = new List<long>();
        foreach (var table in DocumentTables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select count(*) from {table}";
            counts.Add((long)(await command.ExecuteScalarAsync(ct))!);
        }

        return counts;
    }
}
