using Border.Cases.V1;
using Grpc.Core;
using Npgsql;
using NpgsqlTypes;

namespace Border.Benchmarks.Peers;

/// <summary>Registers cases as a textbook would: a transaction a request.</summary>
internal sealed class TextbookCaseService(TextbookHandler handler) : CaseService.CaseServiceBase
{
    public override async Task<Case> RegisterCase(RegisterCaseRequest request, ServerCallContext context)
    {
        await handler.WriteAsync(CaseRows.Of(request), context.CancellationToken);
        return CaseRows.Answer(request);
    }
}

/// <summary>One transaction and four inserts a request, with the driver's statement preparation on.</summary>
internal sealed class TextbookHandler(string connectionString)
{
    public const string Schema = """
        create table record (name text primary key, body jsonb not null, created bigint not null);
        create table record_history (name text, version bigint, body jsonb not null, actor text not null, at bigint not null, primary key (name, version));
        create table record_event (position bigint generated always as identity primary key, record text not null, verb text not null, at bigint not null, state bytea not null);
        create table record_receipt (request_id text primary key, hash bytea not null, record text not null, version bigint not null);
        """;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, MaxPoolSize = 32 });

    public async Task WriteAsync(CaseRows rows, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await InsertAsync(connection, "insert into record values ($1, $2, $3)", ct, rows.Name, Json(rows.Body), rows.At);
        await InsertAsync(connection, "insert into record_history values ($1, 1, $2, 'local', $3)", ct, rows.Name, Json(rows.Body), rows.At);
        await InsertAsync(
            connection, "insert into record_event (record, verb, at, state) values ($1, 'registered', $2, $3)", ct, rows.Name, rows.At, rows.State);
        await InsertAsync(connection, "insert into record_receipt values ($1, $2, $3, 1)", ct, rows.RequestId, rows.Hash, rows.Name);
        await transaction.CommitAsync(ct);
    }

    private static NpgsqlParameter Json(string body) => new() { Value = body, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static async Task InsertAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }
}
