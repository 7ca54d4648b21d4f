using System.Data.Common;
using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf;

namespace Border.Seizures.Tests.Custody;

/// <summary>The versions of exhibits, for who has the keys to the database: read as the service reads them, and written as they once were, not sealed.</summary>
internal sealed class StoredVersions(StoragePlace place, IDocumentStore store)
{
    private const string Id = "select id from document where collection = 'exhibits' and name = @name";

    public async Task<Exhibit> ReadAsync(string name, int version)
    {
        var document = (await store.FindVersionAsync("exhibits", name, version, default))!;
        return document.Whole is { } whole ? Exhibit.Parser.ParseFrom(whole) : JsonParser.Default.Parse<Exhibit>(document.Body);
    }

    public Task ChangeAsync(string name, int version, Exhibit body) => RunAsync(
        $"update history set body = {Body} where document = ({Id}) and version = @version", ("name", name), ("version", version), ("body", JsonFormatter.Default.Format(body)));

    public async Task ChangeAsync(string name, int version, Action<CustodyEntry> change)
    {
        var body = await ReadAsync(name, version);
        change(body.Entries[^1]);
        await ChangeAsync(name, version, body);
    }

    public Task DeleteAsync(string name, int version) => RunAsync($"delete from history where document = ({Id}) and version = @version", ("name", name), ("version", version));

    /// <summary>Makes an earlier version the one that stands.</summary>
    public Task PointAsync(string name, int version) => RunAsync($"update document set version = @version where id = ({Id})", ("name", name), ("version", version));

    /// <summary>Lets nothing but the entries tell that a seal was on an exhibit, as it once was.</summary>
    public async Task ForgetSealAsync(string name, string number)
    {
        const string Taken = "select id from document where collection = 'taken' and name = @name";
        foreach (var rows in new[] { "history where document", "document where id" })
            await RunAsync($"delete from {rows} = ({Taken})", ("name", $"{name}/seals/{number}"));
    }

    public async Task MoveAsync(string name, int version, int to) =>
        await RunAsync($"update history set version = @to where document = ({Id}) and version = @version", ("name", name), ("version", version), ("to", to));

    /// <summary>Adds versions after the last one, without any rules.</summary>
    public async Task AddAsync(string name, IReadOnlyList<Exhibit> bodies)
    {
        await using var connection = await Tampering.OpenAsync(place, "seizures");
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var body in bodies)
        {
            await using var command = Command(
                connection,
                $"insert into history (document, version, body, actor, at, reason, verb) values (({Id}), @version, {Body}, 'officer-1', 0, '', 'stored')",
                ("name", name), ("version", body.EntryCount), ("body", JsonFormatter.Default.Format(body)));
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        await PointAsync(name, bodies[^1].EntryCount);
    }

    private string Body => place.Options.Engine == StorageEngineKind.Postgres ? "cast(@body as jsonb)" : "@body";

    private async Task RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = await Tampering.OpenAsync(place, "seizures");
        await using var command = Command(connection, sql, values);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static DbCommand Command(DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
