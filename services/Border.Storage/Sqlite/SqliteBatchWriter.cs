using Border.Audits;
using Border.Storage.Commits;

namespace Border.Storage.Sqlite;

/// <summary>
/// Writes batches, one at a time. <c>begin immediate</c> takes the file's one write lock, so versions that were read stay
/// true until the commit, and feed positions follow the order of commits, also when several processes write.
/// </summary>
internal sealed class SqliteBatchWriter(SqliteDatabase database) : IAsyncDisposable
{
    private readonly SqliteLogCopy log = new(database);
    private SqliteStatements? statements;

    /// <returns>The outcomes, and the feed's head after the batch.</returns>
    public (IReadOnlyList<CommitOutcome> Outcomes, long Head) Write(IReadOnlyList<CommitUnit> units)
    {
        try
        {
            statements ??= new SqliteStatements(database.Open());
            var written = WriteInTransaction(statements, units);
            log.Note(statements);
            return written;
        }
        catch (Exception e)
        {
            Close();
            throw SqliteDatabase.Translate(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await log.DisposeAsync();
    }

    private void Close()
    {
        // Closing the connection also rolls back what was under way.
        statements?.Dispose();
        statements = null;
    }

    private static (IReadOnlyList<CommitOutcome>, long) WriteInTransaction(SqliteStatements db, IReadOnlyList<CommitUnit> units)
    {
        db.Run("begin immediate");
        var documents = FindDocuments(db, units);
        var plan = BatchPlan.Decide(units, FindReceipts(db, units), documents);
        var (head, audited) = FindHeads(db);
        var keys = new SqliteKeyChanges(db);
        foreach (var (_, unit, offset) in plan.Accepted)
        {
            WriteUnit(db, documents, keys, unit, head + offset);
            audited = WriteAudit(db, unit, audited);
        }

        keys.Write();
        if (plan.Accepted.Count > 0)
            db.Run("update feed set last = ?1, audited = ?2, audit_hash = ?3", head + plan.EventCount, audited.Sequence, audited.Hash);
        db.Run("commit");
        return (plan.Outcomes(units, head), head + plan.EventCount);
    }

    private static (long Feed, AuditHead Audit) FindHeads(SqliteStatements db)
    {
        using var reader = db.Rows("select last, audited, audit_hash from feed");
        reader.Read();
        return (reader.GetInt64(0), new AuditHead(reader.GetInt64(1), reader.GetBytes(2)));
    }

    private static Dictionary<string, Receipt> FindReceipts(SqliteStatements db, IReadOnlyList<CommitUnit> units)
    {
        var receipts = new Dictionary<string, Receipt>();
        foreach (var unit in units.Where(unit => !unit.IsNote))
        {
            using var reader = db.Rows(SqliteDocumentReader.ReceiptSql, unit.RequestId);
            if (reader.Read())
                receipts[unit.RequestId] = SqliteDocumentReader.ReadReceipt(reader);
        }

        return receipts;
    }

    private static Dictionary<(string, string), DocumentHead> FindDocuments(SqliteStatements db, IReadOnlyList<CommitUnit> units)
    {
        var documents = new Dictionary<(string, string), DocumentHead>();
        // Many units of a batch may write one document, such as the series of their numbers.
        foreach (var (collection, name) in units.SelectMany(unit => unit.Writes).Select(write => (write.Collection, write.Name)).Distinct())
        {
            using var reader = db.Rows("select id, version, tokens from document where collection = ?1 and name = ?2", collection, name);
            if (reader.Read())
                documents[(collection, name)] = new(reader.GetInt64(0), reader.GetInt64(1), reader.IsNull(2) ? null : reader.GetString(2));
        }

        return documents;
    }

    private static void WriteUnit(
        SqliteStatements db, Dictionary<(string, string), DocumentHead> documents, SqliteKeyChanges keys, CommitUnit unit, long position)
    {
        if (unit.IsNote)
            return;
        var at = Micros.From(unit.Time);
        foreach (var write in unit.Writes)
        {
            var id = WriteDocument(db, documents, keys, write, at);
            db.Run(
                "insert into history values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                id, write.ExpectedVersion + 1, write.Body, unit.Author ?? unit.Actor, at, write.Reason, write.Verb);
        }

        var receipt = BatchPlan.ReceiptOf(unit, position);
        foreach (var e in unit.Events)
        {
            db.Run(
                "insert into event values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                ++position, e.Record, e.Version, e.Verb, at, e.State, unit.TraceParent);
        }

        db.Run(
            "insert into receipt values (?1, ?2, ?3, ?4, ?5)",
            receipt.RequestId, receipt.ContentHash, documents[(receipt.Collection, receipt.Record)].Id, receipt.Version, receipt.FeedPosition);
    }

    private static AuditHead WriteAudit(SqliteStatements db, CommitUnit unit, AuditHead before)
    {
        var note = unit.Audit;
        var head = AuditChain.Next(before, AuditChain.Content(unit.Time, unit.Actor, note, unit.RequestId));
        db.Run(
            "insert into audit values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            head.Sequence, Micros.From(unit.Time), unit.Actor, note.Roles, note.Action, note.Method, AuditChain.RecordsText(note.Records),
            note.Purpose, note.Outcome, note.Address, unit.RequestId, head.Hash);
        foreach (var record in note.Records)
            db.Run("insert or ignore into audit_record values (?1, ?2)", record, head.Sequence);
        return head;
    }

    /// <returns>The number of the document.</returns>
    private static long WriteDocument(
        SqliteStatements db, Dictionary<(string, string), DocumentHead> documents, SqliteKeyChanges keys, DocumentWrite write, long at)
    {
        var tokens = DocumentTokens.Of(write.Keys) ?? (object)DBNull.Value;
        var before = documents.GetValueOrDefault((write.Collection, write.Name));
        if (write.ExpectedVersion == 0)
        {
            db.Run(
                "insert into document (collection, name, version, created, updated, tokens) values (?1, ?2, 1, ?3, ?3, ?4)",
                write.Collection, write.Name, at, tokens);
            documents[(write.Collection, write.Name)] = before = new(db.LastId, 1, tokens as string);
        }
        else
        {
            db.Run(
                "update document set version = ?2, updated = ?3, tokens = ?4 where id = ?1",
                before.Id, write.ExpectedVersion + 1, at, tokens);
        }

        keys.Take(write, before);
        return before.Id;
    }
}
