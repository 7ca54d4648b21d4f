using Border.Storage.Ledgers;

namespace Border.Storage.Sqlite;

/// <summary>
/// Folds entries into the ledger of one file, in one transaction that holds the file's write lock. Rows are written in the
/// order of their index, so that each page is changed once.
/// </summary>
internal sealed class SqliteFold(SqliteStatements db)
{
    private readonly LineJson json = new();

    public bool Fold(string feed, LedgerCursor from, LedgerCursor to, IReadOnlyList<LedgerEntry> entries, bool isRebuild, CancellationToken ct)
    {
        db.Run("begin immediate");
        if (SqliteRecount.Cursors(db).GetValueOrDefault(feed) != from)
        {
            db.Run("rollback");
            return false;
        }

        var plan = FoldPlan.Decide(entries, ReadStanding(entries), isRebuild);
        ct.ThrowIfCancellationRequested();
        WriteEntries(plan);
        WritePostings(plan);
        WriteCells(plan);
        WriteDistinct(plan);
        db.Run(
            "insert into ledger_cursor values (?1, ?2, ?3, ?2)"
            + " on conflict (feed) do update set position = excluded.position, mark = excluded.mark, marked = excluded.marked",
            feed, to.Position, to.Mark ?? (object)DBNull.Value);
        db.Run("commit");
        return true;
    }

    /// <summary>What the sources of some entries contribute; those that never did are missing.</summary>
    public Dictionary<string, StandingEntry> ReadStanding(IReadOnlyList<LedgerEntry> entries)
    {
        var standing = new Dictionary<string, StandingEntry>();
        foreach (var entry in entries)
        {
            using var row = db.Rows("select version, known_on, lines from ledger_entry where source = ?1", entry.Source);
            if (row.Read())
                standing[entry.Source] = new(row.GetInt64(0), row.GetDay(1), json.Read(row.Text(2)));
        }

        return standing;
    }

    private void WriteEntries(FoldPlan plan)
    {
        foreach (var (source, (entry, _)) in plan.Changed.OrderBy(change => change.Key, StringComparer.Ordinal))
        {
            db.Run(
                "insert into ledger_entry values (?1, ?2, ?3, ?4)"
                + " on conflict (source) do update set version = excluded.version, known_on = excluded.known_on, lines = excluded.lines",
                source, entry.Version, entry.KnownOn, json.Write(entry.Lines));
        }
    }

    private void WritePostings(FoldPlan plan)
    {
        var byDay = plan.Postings.ToLookup(posting => (posting.Series, posting.Day)).OrderBy(day => day.Key).SelectMany(day => day);
        foreach (var (source, series, day, area, category, knownOn, amount, lines) in byDay)
        {
            db.Run(
                "insert into posting values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                source, series, day, area, category, knownOn, ExactDecimals.Text(amount), lines);
        }

        foreach (var (source, key, change) in plan.Reported)
        {
            db.Run(
                "insert into reported_posting values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                source, key.Series, key.Start, key.End, key.Area, key.Category, key.KnownOn,
                ExactDecimals.Text(change.Amount), ExactDecimals.Text(change.Below), ExactDecimals.Text(change.Above), change.Lines, change.Late);
        }
    }

    private void WriteCells(FoldPlan plan)
    {
        var cells = plan.Cells.Select(cell => (cell.Key, Parent: AreaTree.Parent(cell.Key.Area), Sum: cell.Value))
            .OrderBy(cell => cell.Key.Series, StringComparer.Ordinal).ThenBy(cell => cell.Parent, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Month).ThenBy(cell => cell.Key.Area, StringComparer.Ordinal);
        foreach (var (key, parent, sum) in cells)
        {
            db.Run(
                "insert into cell values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (series, parent, month, area, category)"
                + " do update set amount = exact_add(amount, excluded.amount), lines = lines + excluded.lines",
                key.Series, parent, key.Month, key.Area, key.Category, ExactDecimals.Text(sum.Amount), sum.Lines);
        }
    }

    private void WriteDistinct(FoldPlan plan)
    {
        var cells = plan.Distinct.OrderBy(cell => cell.Key.Place.Series, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Place.Parent, StringComparer.Ordinal).ThenBy(cell => cell.Key.Place.Area, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Place.Category, StringComparer.Ordinal).ThenBy(cell => cell.Key.Day);
        foreach (var ((place, day, since), sources) in cells)
        {
            db.Run(
                "insert into distinct_cell values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (series, parent, area, category, day, since)"
                + " do update set sources = sources + excluded.sources",
                place.Series, place.Parent, place.Area, place.Category, day, since, sources);
        }
    }
}
