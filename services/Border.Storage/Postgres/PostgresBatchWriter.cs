using System.Collections.Concurrent;
using Border.Storage.Commits;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// Writes batches in two round trips: one reads receipts and versions and locks the documents that exist, one writes
/// everything and commits. The feed's counter row is the last lock taken and is held until the commit is done, so the order
/// of positions is the order of commits, without gaps, over all writers and processes; and no writer waits for another
/// but for that short end, and for documents that both change.
/// </summary>
internal sealed class PostgresBatchWriter(PostgresDatabase database) : IAsyncDisposable
{
    private const int Attempts = 5;

    // What is prepared is planned once, perhaps when the tables are empty, and must look everything up by its key all the same. What is turned
    // off counts as very expensive where nothing else can be done.
    private const string PlanByKeys =
        "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    // Numbers of fields are given once and for all.
    private readonly ConcurrentDictionary<(string Collection, string Name), int> fields = [];

    // One for each writer. The pool would give out all that it has in turn, and each has plans and caches of its own.
    private readonly ConcurrentStack<NpgsqlConnection> idle = [];

    /// <param name="units">The batch.</param>
    /// <param name="locked">Called when the documents that it changes are locked: a batch that changes one of them after that waits for this one.</param>
    /// <returns>The outcomes, and the feed's head after the batch; 0 when it did not move.</returns>
    public async Task<(IReadOnlyList<CommitOutcome> Outcomes, long Head)> WriteAsync(IReadOnlyList<CommitUnit> units, Action locked)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnKeptAsync(units, locked);
            }
            catch (Exception e) when (PostgresDatabase.IsRace(e) && attempt < Attempts)
            {
                // Another writer made one of the documents or receipts first. Now it is there to be read.
            }
            catch (Exception e)
            {
                throw PostgresDatabase.Translate(e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryPop(out var connection))
            await connection.DisposeAsync();
    }

    private async Task<(IReadOnlyList<CommitOutcome>, long)> WriteOnKeptAsync(IReadOnlyList<CommitUnit> units, Action locked)
    {
        var connection = idle.TryPop(out var kept) ? kept : await database.OpenAsync(CancellationToken.None);
        var isGood = false;
        try
        {
            var written = await WriteAsync(connection, units, locked);
            isGood = true;
            return written;
        }
        catch (Exception e) when (PostgresDatabase.IsRace(e))
        {
            await PostgresDatabase.ExecuteAsync(connection, "rollback", CancellationToken.None);
            isGood = true;
            throw;
        }
        finally
        {
            if (isGood)
                idle.Push(connection);
            else
                await connection.DisposeAsync();
        }
    }

    private async Task<(IReadOnlyList<CommitOutcome>, long)> WriteAsync(NpgsqlConnection connection, IReadOnlyList<CommitUnit> units, Action locked)
    {
        await NumberFieldsAsync(connection, units);
        var (receipts, documents) = await ReadAsync(connection, units);
        locked();
        var plan = BatchPlan.Decide(units, receipts, documents);
        if (plan.Accepted.Count == 0)
        {
            await PostgresDatabase.ExecuteAsync(connection, "rollback", CancellationToken.None);
            return (plan.Outcomes(units, 0), 0);
        }

        await using var batch = new PostgresBatch(plan, documents, fields).Build(connection);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var head = reader.GetInt64(0);
        // Reads on to the end: a fault of any statement, the commit among them, comes out here.
        while (await reader.NextResultAsync())
        {
        }

        return (plan.Outcomes(units, head - plan.EventCount), plan.EventCount == 0 ? 0 : head);
    }

    // In a transaction of their own: a number that a batch took back could be remembered by another.
    private async Task NumberFieldsAsync(NpgsqlConnection connection, IReadOnlyList<CommitUnit> units)
    {
        var missing = units.SelectMany(unit => unit.Writes).SelectMany(write => write.Keys.Select(key => (write.Collection, key.Field)))
            .Where(field => !fields.ContainsKey(field)).Distinct().ToList();
        if (missing.Count == 0)
            return;
        object[] names = [missing.Select(field => field.Collection).ToArray(), missing.Select(field => field.Field).ToArray()];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(PostgresBatch.Command(
            "insert into key_field (collection, name) select * from unnest($1, $2) order by 1, 2 on conflict do nothing", names));
        batch.BatchCommands.Add(PostgresBatch.Command(
            "select collection, name, id from key_field where (collection, name) in (select * from unnest($1, $2))", names));
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            fields[(reader.GetString(0), reader.GetString(1))] = reader.GetInt32(2);
    }

    /// <returns>The receipts of the units, and the documents that they write; those that they are to make have a number already.</returns>
    private static async Task<(Dictionary<string, Receipt>, Dictionary<(string, string), DocumentHead>)> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<CommitUnit> units)
    {
        var (changed, created) = (Named(write => write.ExpectedVersion > 0), Named(write => write.ExpectedVersion == 0));
        var stored = new List<NpgsqlBatchCommand>();
        if (created.Count > 0)
            stored.Add(Names(Versions(""), created));
        // Always in the order of names, so that two writers do not wait for each other.
        changed.Sort((a, b) => string.CompareOrdinal(a.Collection, b.Collection) is not 0 and var order ? order : string.CompareOrdinal(a.Name, b.Name));
        if (changed.Count > 0)
            stored.Add(Names(Versions(" for update"), changed));
        await using var batch = new NpgsqlBatch(connection);
        // Receipts come last: another writer may carry out the same request between two statements, and what it wrote must not be seen without
        // its receipt.
        foreach (var command in (IEnumerable<NpgsqlBatchCommand>)[new("begin"), new(PlanByKeys), .. stored, Ids(created.Count), Receipts(units)])
            batch.BatchCommands.Add(command);

        await using var reader = await batch.ExecuteReaderAsync();
        var documents = new Dictionary<(string, string), DocumentHead>();
        for (var i = 0; i < stored.Count; i++)
        {
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                documents[(reader.GetString(0), reader.GetString(1))] =
                    new(reader.GetInt64(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4));
            }
        }

        await reader.NextResultAsync();
        foreach (var document in created)
        {
            await reader.ReadAsync();
            documents.TryAdd(document, new(reader.GetInt64(0), 0, null));
        }

        await reader.NextResultAsync();
        var receipts = new Dictionary<string, Receipt>();
        while (await reader.ReadAsync())
            receipts[reader.GetString(0)] = PostgresDocumentReader.ReadReceipt(reader);
        return (receipts, documents);

        // Many units of a batch may write one document, such as the series of their numbers.
        List<(string Collection, string Name)> Named(Func<DocumentWrite, bool> isMeant) =>
            [.. units.SelectMany(unit => unit.Writes).Where(isMeant).Select(write => (write.Collection, write.Name)).Distinct()];
    }

    // A plan is kept that was made when the tables were small. By limits of 1 it looks each key up in the index all the same.
    private static NpgsqlBatchCommand Receipts(IReadOnlyList<CommitUnit> units) => PostgresBatch.Command(
        "select r.request_id, r.hash, d.collection, d.name, r.version, r.position from unnest($1) w (request_id),"
        + " lateral (select * from receipt where request_id = w.request_id limit 1) r, lateral (select * from document where id = r.document limit 1) d",
        (object)units.Where(unit => !unit.IsNote).Select(unit => unit.RequestId).ToArray());

    private static string Versions(string locking) =>
        "select d.* from unnest($1, $2) w (collection, name), lateral (select collection, name, id, version, tokens::text"
        + $" from document where collection = w.collection and name = w.name limit 1{locking}) d";

    private static NpgsqlBatchCommand Ids(int count) => PostgresBatch.Command("select nextval('document_id_seq') from generate_series(1, $1)", count);

    private static NpgsqlBatchCommand Names(string sql, List<(string Collection, string Name)> documents) => PostgresBatch.Command(
        sql, documents.Select(document => document.Collection).ToArray(), documents.Select(document => document.Name).ToArray());
}
