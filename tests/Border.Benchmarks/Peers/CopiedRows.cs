using Npgsql;
using NpgsqlTypes;

namespace Border.Benchmarks.Peers;

/// <summary>The rows of some records, read out of one database, to be copied into another that has the same tables.</summary>
internal sealed class CopiedRows
{
    /// <summary>The tables, with the columns to copy and what is true of the rows of a document d.</summary>
    private static readonly (string Table, string Columns, string OfDocument)[] Tables =
    [
        ("document", "id, collection, name, version, created, updated, tokens", "t.id = d.id"),
        ("history", "document, version, body, actor, at, reason, verb", "t.document = d.id"),
        ("text_key", "document, field, is_token, value", "t.document = d.id"),
        ("number_key", "document, value, field", "t.document = d.id"),
        ("event", "position, record, version, verb, at, state, trace", "t.record = d.name"),
        ("receipt", "request_id, hash, document, version, position", "t.document = d.id"),
        ("audit", "sequence, at, actor, roles, action, method, records, purpose, outcome, address, request_id, hash", "t.records = d.name"),
        ("audit_record", "record, sequence", "t.record = d.name"),
    ];

    private readonly List<(string Copy, NpgsqlDbType[] Types, List<object[]> Rows)> tables = [];

    /// <summary>Reads the rows of the records whose events lie after one position and up to another.</summary>
    public static async Task<CopiedRows> ReadAsync(string connectionString, long after, long upTo, CancellationToken ct)
    {
        var copied = new CopiedRows();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        foreach (var (table, columns, ofDocument) in Tables)
        {
            var qualified = string.Join(", ", columns.Split(", ").Select(column => $"t.{column}"));
            await using var command = new NpgsqlCommand(
                $"select {qualified} from event e join document d on d.name = e.record join {table} t on {ofDocument} where e.position > $1 and e.position <= $2 order by e.position",
                connection);
            command.Parameters.Add(new() { Value = after });
            command.Parameters.Add(new() { Value = upTo });
            await using var reader = await command.ExecuteReaderAsync(ct);
            var types = reader.GetColumnSchema().Select(column => column.NpgsqlDbType!.Value).ToArray();
            var rows = new List<object[]>();
            while (await reader.ReadAsync(ct))
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            copied.tables.Add(($"copy {table} ({columns}) from stdin (format binary)", types, rows));
        }

        return copied;
    }

    /// <summary>Copies everything in one transaction.</summary>
    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var (copy, types, rows) in tables)
        {
            await using var import = await connection.BeginBinaryImportAsync(copy, ct);
            foreach (var row in rows)
            {
                await import.StartRowAsync(ct);
                for (var i = 0; i < row.Length; i++)
                    await WriteAsync(import, row[i], types[i], ct);
            }

            await import.CompleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, object value, NpgsqlDbType type, CancellationToken ct) => value switch
    {
        string text => import.WriteAsync(text, type, ct),
        bool truth => import.WriteAsync(truth, type, ct),
        long number => import.WriteAsync(number, type, ct),
        int number => import.WriteAsync(number, type, ct),
        byte[] bytes => import.WriteAsync(bytes, type, ct),
        _ => throw new NotSupportedException($"No column holds a {value.GetType()}."),
    };
}
