using Border.Audits;
using Border.Storage.Commits;
using Npgsql;
using NpgsqlTypes;

namespace Border.Storage.Postgres;

/// <summary>The writes of one batch: one statement a table, with an array a column.</summary>
/// <param name="documents">All that are written.</param>
/// <param name="fields">The numbers of the fields of their keys.</param>
internal sealed class PostgresBatch(
    BatchPlan plan, IReadOnlyDictionary<(string Collection, string Name), DocumentHead> documents, IReadOnlyDictionary<(string Collection, string Name), int> fields)
{
    private readonly List<(CommitUnit Unit, DocumentWrite Write)> writes =
        plan.Accepted.SelectMany(accepted => accepted.Unit.Writes.Select(write => (accepted.Unit, write))).ToList();

    /// <summary>The only statement that returns rows is the counter's: the head after this batch.</summary>
    public NpgsqlBatch Build(NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        var commands = batch.BatchCommands;
        if (writes.Count > 0)
        {
            AddKeys(commands);
            AddDocuments(commands);
            AddHistory(commands);
        }

        // From here on the counter is locked; what is left is small.
        commands.Add(Command("update feed set last = last + $1 returning last", (long)plan.EventCount));
        AddEvents(commands);
        AddReceipts(commands);
        AddAudit(commands);
        commands.Add(new("commit"));
        return batch;
    }

    private void AddDocuments(NpgsqlBatchCommandCollection commands)
    {
        // A batch may write one document several times: the first write may create it, the last one tells its version.
        var final = writes.GroupBy(w => (w.Write.Collection, w.Write.Name))
            .Select(group => (First: group.First(), Last: group.Last())).ToList();
        var created = final.Where(w => w.First.Write.ExpectedVersion == 0).ToList();
        if (created.Count > 0)
        {
            commands.Add(Command(
                "insert into document (id, collection, name, version, created, updated, tokens) select * from unnest($1, $2, $3, $4, $5, $6, $7::jsonb[])",
                created.Select(w => IdOf(w.Last.Write)).ToArray(),
                created.Select(w => w.Last.Write.Collection).ToArray(),
                created.Select(w => w.Last.Write.Name).ToArray(),
                created.Select(w => w.Last.Write.ExpectedVersion + 1).ToArray(),
                created.Select(w => Micros.From(w.First.Unit.Time)).ToArray(),
                created.Select(w => Micros.From(w.Last.Unit.Time)).ToArray(),
                created.Select(w => DocumentTokens.Of(w.Last.Write.Keys)).ToArray()));
        }

        var changed = final.Where(w => w.First.Write.ExpectedVersion > 0).ToList();
        if (changed.Count == 0)
            return;
        commands.Add(Command(
            "update document d set version = w.version, updated = w.updated, tokens = w.tokens"
            + " from unnest($1, $2, $3, $4::jsonb[]) w (id, version, updated, tokens) where d.id = w.id",
            changed.Select(w => IdOf(w.Last.Write)).ToArray(),
            changed.Select(w => w.Last.Write.ExpectedVersion + 1).ToArray(),
            changed.Select(w => Micros.From(w.Last.Unit.Time)).ToArray(),
            changed.Select(w => DocumentTokens.Of(w.Last.Write.Keys)).ToArray()));
    }

    private void AddHistory(NpgsqlBatchCommandCollection commands)
    {
        var command = Command(
            "insert into history select * from unnest($1, $2, $3, $4, $5, $6, $7)",
            writes.Select(w => IdOf(w.Write)).ToArray(),
            writes.Select(w => w.Write.ExpectedVersion + 1).ToArray());
        command.Parameters.Add(new()
        {
            Value = writes.Select(w => w.Write.Body).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(new() { Value = writes.Select(w => w.Unit.Author ?? w.Unit.Actor).ToArray() });
        command.Parameters.Add(new() { Value = writes.Select(w => Micros.From(w.Unit.Time)).ToArray() });
        command.Parameters.Add(new() { Value = writes.Select(w => w.Write.Reason).ToArray() });
        command.Parameters.Add(new() { Value = writes.Select(w => w.Write.Verb).ToArray() });
        commands.Add(command);
    }

    private void AddKeys(NpgsqlBatchCommandCollection commands)
    {
        var last = writes.GroupBy(w => (w.Write.Collection, w.Write.Name)).Select(group => (IsNew: group.First().Write.ExpectedVersion == 0, group.Last().Write)).ToLookup(w => w.IsNew, w => w.Write);
        var changed = last[false].ToList();
        var (texts, numbers) = (Texts(changed), Numbers(changed));
        AddGoneTokens(commands, changed);
        DeleteGone(commands, "text_key", " and not is_token", changed, "k.document, k.field, k.is_token, k.value", texts);
        DeleteGone(commands, "number_key", "", changed, "k.document, k.value, k.field", numbers);
        // What is new has no keys yet, and to look for each costs as much as to insert it.
        Insert(commands, "text_key", "", Texts(last[true]));
        Insert(commands, "number_key", "", Numbers(last[true]));
        Insert(commands, "text_key", " on conflict do nothing", texts);
        Insert(commands, "number_key", " on conflict do nothing", numbers);
    }

    private long IdOf(DocumentWrite write) => documents[(write.Collection, write.Name)].Id;

    // In the order of the columns.
    private object[] Texts(IEnumerable<DocumentWrite> written)
    {
        var keys = Keys(written, key => key.TextValue is not null);
        return
        [
            Array.ConvertAll(keys, k => k.Document), Array.ConvertAll(keys, k => k.Field),
            Array.ConvertAll(keys, k => k.Key.IsToken), Array.ConvertAll(keys, k => k.Key.TextValue!),
        ];
    }

    private object[] Numbers(IEnumerable<DocumentWrite> written)
    {
        var keys = Keys(written, key => key.TextValue is null);
        return [Array.ConvertAll(keys, k => k.Document), Array.ConvertAll(keys, k => k.Key.NumberValue), Array.ConvertAll(keys, k => k.Field)];
    }

    private (long Document, int Field, IndexKey Key)[] Keys(IEnumerable<DocumentWrite> written, Func<IndexKey, bool> isWanted) =>
        [.. written.SelectMany(write => write.Keys.Where(isWanted).Distinct().Select(key => (IdOf(write), fields[(write.Collection, key.Field)], key)))];

    // Most keys of a record stay as they are when it changes. A plan is kept that was made when the tables were small: laterally, it looks the
    // keys of each document up in the index all the same.
    private void DeleteGone(
        NpgsqlBatchCommandCollection commands, string table, string found, List<DocumentWrite> changed, string columns, object[] wanted)
    {
        if (changed.Count == 0)
            return;
        commands.Add(Command(
            $"delete from {table} where ctid = any (array(select k.ctid from unnest(${wanted.Length + 1}) w (document), lateral"
            + $" (select ctid, * from {table} where document = w.document{found} offset 0) k"
            + $" where ({columns}) not in (select * from unnest({Places(wanted)}))))",
            [.. wanted, changed.Select(IdOf).ToArray()]));
    }

    private static void Insert(NpgsqlBatchCommandCollection commands, string table, string otherwise, object[] wanted)
    {
        if (((Array)wanted[0]).Length > 0)
            commands.Add(Command($"insert into {table} select * from unnest({Places(wanted)}){otherwise}", wanted));
    }

    private static string Places(object[] values) => string.Join(", ", values.Select((_, i) => $"${i + 1}"));

    private void AddGoneTokens(NpgsqlBatchCommandCollection commands, List<DocumentWrite> changed)
    {
        var gone = changed.SelectMany(write => TokensOf(write).Except(write.Keys).Select(key => (Write: write, Key: key))).ToArray();
        if (gone.Length == 0)
            return;
        commands.Add(Command(
            "delete from text_key where ctid = any (array(select k.ctid from unnest($1, $2, $3, $4) w (document, collection, field, value)"
            + " join key_field f on f.collection = w.collection and f.name = w.field, lateral"
            + " (select ctid from text_key where field = f.id and value = w.value and document = w.document offset 0) k))",
            Array.ConvertAll(gone, g => IdOf(g.Write)), Array.ConvertAll(gone, g => g.Write.Collection),
            Array.ConvertAll(gone, g => g.Key.Field), Array.ConvertAll(gone, g => g.Key.TextValue!)));
    }

    private IEnumerable<IndexKey> TokensOf(DocumentWrite write) =>
        documents[(write.Collection, write.Name)].Tokens is { } stored ? DocumentTokens.Read(stored) : [];

    private void AddEvents(NpgsqlBatchCommandCollection commands)
    {
        var events = plan.Accepted.SelectMany(accepted => accepted.Unit.Events.Select(e => (accepted.Unit, Event: e))).ToList();
        if (events.Count == 0)
            return;
        commands.Add(Command(
            "insert into event select f.last - $1 + e.place, e.record, e.version, e.verb, e.at, e.state, e.trace from feed f,"
            + " unnest($2, $3, $4, $5, $6, $7) with ordinality e (record, version, verb, at, state, trace, place)",
            (long)plan.EventCount,
            events.Select(e => e.Event.Record).ToArray(),
            events.Select(e => e.Event.Version).ToArray(),
            events.Select(e => e.Event.Verb).ToArray(),
            events.Select(e => Micros.From(e.Unit.Time)).ToArray(),
            events.Select(e => e.Event.State).ToArray(),
            events.Select(e => e.Unit.TraceParent).ToArray()));
    }

    private void AddReceipts(NpgsqlBatchCommandCollection commands)
    {
        var receipts = plan.Accepted.Where(accepted => !accepted.Unit.IsNote)
            .Select(accepted => BatchPlan.ReceiptOf(accepted.Unit, accepted.EventOffset)).ToList();
        if (receipts.Count == 0)
            return;
        commands.Add(Command(
            "insert into receipt select r.request_id, r.hash, r.document, r.version, f.last - $1 + r.place from feed f,"
            + " unnest($2, $3, $4, $5, $6) r (request_id, hash, document, version, place)",
            (long)plan.EventCount,
            receipts.Select(r => r.RequestId).ToArray(),
            receipts.Select(r => r.ContentHash).ToArray(),
            receipts.Select(r => documents[(r.Collection, r.Record)].Id).ToArray(),
            receipts.Select(r => r.Version).ToArray(),
            receipts.Select(r => r.FeedPosition).ToArray()));
    }

    // The server chains the entries, for what they follow is known only under the counter's lock.
    private void AddAudit(NpgsqlBatchCommandCollection commands)
    {
        var units = plan.Accepted.ConvertAll(accepted => accepted.Unit);
        commands.Add(Command(
            "insert into audit select c.sequence, e.at, e.actor, e.roles, e.action, e.method, e.records, e.purpose, e.outcome, e.address, e.request_id, c.hash"
            + " from chain_audit($1) c join unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) with ordinality"
            + " e (at, actor, roles, action, method, records, purpose, outcome, address, request_id, place) using (place)",
            Each(unit => AuditChain.Content(unit.Time, unit.Actor, unit.Audit, unit.RequestId)),
            Each(unit => Micros.From(unit.Time)),
            Each(unit => unit.Actor),
            Each(unit => unit.Audit.Roles),
            Each(unit => unit.Audit.Action),
            Each(unit => unit.Audit.Method),
            Each(unit => AuditChain.RecordsText(unit.Audit.Records)),
            Each(unit => unit.Audit.Purpose),
            Each(unit => unit.Audit.Outcome),
            Each(unit => unit.Audit.Address),
            Each(unit => unit.RequestId)));
        var records = units.SelectMany((unit, index) => unit.Audit.Records.Distinct().Select(record => (Record: record, Place: index + 1L))).ToList();
        if (records.Count == 0)
            return;
        commands.Add(Command(
            "insert into audit_record select r.record, f.audited - $1 + r.place from feed f, unnest($2, $3) r (record, place)",
            (long)units.Count,
            records.Select(r => r.Record).ToArray(),
            records.Select(r => r.Place).ToArray()));

        T[] Each<T>(Func<CommitUnit, T> field) => [.. units.Select(field)];
    }

    public static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
