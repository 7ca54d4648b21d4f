using Border.Storage.Ledgers;

namespace Border.Storage.Sqlite;

/// <summary>The ledger in one SQLite file.</summary>
internal sealed class SqliteLedger(SqliteDatabase database) : ILedger
{
    private static readonly LedgerDialect Dialect =
        new('?', ExactDecimals.Sum, Find: "instr", MonthOfDay: "(substr(day, 1, 4) * 12 + substr(day, 6, 2) - 1)");

    public Task<IReadOnlyDictionary<string, LedgerCursor>> CursorsAsync(CancellationToken ct) =>
        RunAsync<IReadOnlyDictionary<string, LedgerCursor>>(db => SqliteRecount.Cursors(db), ct);

    public Task<bool> FoldAsync(string feed, LedgerCursor from, LedgerCursor to, IReadOnlyList<LedgerEntry> entries, CancellationToken ct) =>
        RunAsync(db => new SqliteFold(db).Fold(feed, from, to, entries, isRebuild: false, ct), ct);

    public async Task<LedgerRebuild?> RebuildAsync(
        string feed,
        LedgerCursor from,
        LedgerCursor to,
        IReadOnlyList<string> collections,
        DateOnly knownOn,
        IAsyncEnumerable<LedgerEntry> entries,
        CancellationToken ct)
    {
        var plan = await RebuildPlan.MakeAsync(
            collections,
            knownOn,
            entries,
            page => RunAsync(db => new SqliteFold(db).ReadStanding(page), ct),
            range => RunAsync<IReadOnlyList<string>>(db => SqliteRecount.Sources(db, range.After, range.Before), ct),
            ct);
        var isDone = await RunAsync(db => new SqliteFold(db).Fold(feed, from, to, plan.Differing, isRebuild: true, ct), ct);
        return isDone ? plan.Result : null;
    }

    public Task<IReadOnlyDictionary<string, LedgerRule>> RulesAsync(CancellationToken ct) => RunAsync<IReadOnlyDictionary<string, LedgerRule>>(
        db =>
        {
            var rules = new Dictionary<string, LedgerRule>();
            using var rows = db.Rows("select series, version, known_on from ledger_rule");
            while (rows.Read())
                rules.Add(rows.GetString(0), new(rows.GetInt32(1), rows.GetDay(2)));
            return rules;
        },
        ct);

    public Task KeepRuleAsync(string series, LedgerRule rule, CancellationToken ct) => RunAsync(
        db =>
        {
            db.Run(
                "insert into ledger_rule values (?1, ?2, ?3) on conflict (series) do update set version = excluded.version, known_on = excluded.known_on",
                series, rule.Version, rule.KnownOn);
            return true;
        },
        ct);

    public Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, CancellationToken ct)
    {
        var spans = DaySpans.Of(query);
        return spans is { Months: null, Days.Count: 0 }
            ? Task.FromResult<IReadOnlyList<LedgerSum>>([])
            : SumAsync(query, LedgerStatement.Sum(Dialect, query, spans), ct);
    }

    public Task<IReadOnlyList<LedgerSum>> DistinctAsync(LedgerQuery query, CancellationToken ct) =>
        SumAsync(query, LedgerStatement.Distinct(Dialect, query), ct);

    private Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, LedgerStatement statement, CancellationToken ct)
    {
        var rows = new SumRows(query);
        return RunAsync<IReadOnlyList<LedgerSum>>(
            db =>
            {
                foreach (var _ in Read(db, statement, row => AddTo(rows, row, query.Group)))
                    ct.ThrowIfCancellationRequested();
                return rows.ToList();
            },
            ct);
    }

    public Task<IReadOnlyDictionary<string, DateOnly>> FirstDaysAsync(DateOnly? asOf, CancellationToken ct) => RunAsync<IReadOnlyDictionary<string, DateOnly>>(
        db => Read(db, LedgerStatement.FirstDays(Dialect, asOf), row => (Series: row.GetString(0), Day: row.IsNull(1) ? (DateOnly?)null : row.GetDay(1)))
            .Where(row => row.Day is not null).ToDictionary(row => row.Series, row => row.Day!.Value),
        ct);

    public Task<IReadOnlyList<LedgerKnown>> FirstKnownAsync(LedgerQuery query, CancellationToken ct) => RunAsync<IReadOnlyList<LedgerKnown>>(
        db => Read(db, LedgerStatement.FirstKnown(Dialect, query), ReadKnown).ToList(), ct);

    public Task<IReadOnlyList<LedgerDay>> CountedDaysAsync(LedgerQuery query, CancellationToken ct) => RunAsync<IReadOnlyList<LedgerDay>>(
        db => Read(db, LedgerStatement.CountedDays(Dialect, query), row => (Day: ReadDay(row), Amount: row.GetDecimal(3)))
            .Where(row => row.Amount != 0).Select(row => row.Day).ToList(),
        ct);

    public Task<IReadOnlyList<ReportedCell>> ReportedAsync(ReportedQuery query, CancellationToken ct) => RunAsync(
        db =>
        {
            var rows = new ReportedRows();
            foreach (var (change, lines, late) in Read(db, LedgerStatement.Reported(Dialect, query), ReadReported))
                rows.Add(change, lines, late);
            return rows.ToList();
        },
        ct);

    public Task<LedgerPage> ExplainAsync(LedgerQuery query, int pageSize, LedgerPageStart? after, CancellationToken ct) => ContributionPages.FillAsync(
        query, pageSize, after,
        (from, postings) => RunAsync<DateOnly?>(
            db => Read(db, LedgerStatement.DayAfter(Dialect, query, from, postings), row => (DateOnly?)row.GetDay(0)).FirstOrDefault(), ct),
        (from, to) => RunAsync<IReadOnlyList<LedgerContribution>>(
            db => Read(db, LedgerStatement.Contributions(Dialect, query, from, to, after), ReadContribution).ToList(), ct));

    public Task<LedgerRecount> RecountAsync(CancellationToken ct) => RunAsync(db => SqliteRecount.Recount(db, ct), ct);

    public async Task<LedgerRecount?> CompareAsync(
        IReadOnlyDictionary<string, long> positions, IAsyncEnumerable<LedgerEntry> entries, CancellationToken ct)
    {
        var tally = new RecountTally();
        await foreach (var entry in entries.WithCancellation(ct))
            tally.Source(entry.Source, entry.Lines);
        return await RunAsync(db => SqliteRecount.Compare(db, positions, tally, ct), ct);
    }

    private static object? AddTo(SumRows rows, SqliteRows row, LedgerGroup group)
    {
        if (group is LedgerGroup.Month or LedgerGroup.Day)
            rows.Add(row.GetString(1), row.GetDay(2), row.GetDecimal(3));
        else
            rows.Add(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetDecimal(3));
        return null;
    }

    private static LedgerKnown ReadKnown(SqliteRows row) => new(row.GetString(0), row.GetString(1), row.GetDay(2));

    private static LedgerDay ReadDay(SqliteRows row) => new(row.GetString(0), row.GetString(1), row.GetDay(2));

    private static (ReportedCell Change, long Lines, long Late) ReadReported(SqliteRows row) => (
        new(
            row.GetString(0), row.GetDay(1), row.GetDay(2), row.GetString(3), row.GetString(4),
            row.GetDecimal(6), row.GetDecimal(7), row.GetDecimal(8), LoadedLater: false, row.GetDay(5), row.GetDay(5)),
        row.GetInt64(9),
        row.GetInt64(10));

    private static LedgerContribution ReadContribution(SqliteRows row) => new(
        row.GetString(0), row.GetDay(1), row.GetString(2), row.GetString(3), row.GetDecimal(4), row.GetDay(5), row.GetDay(6));

    private static IEnumerable<T> Read<T>(SqliteStatements db, LedgerStatement statement, Func<SqliteRows, T> read)
    {
        using var reader = db.Rows(statement.Sql, [.. statement.Values]);
        while (reader.Read())
            yield return read(reader);
    }

    // The driver blocks while it works; a fold or a recount of seconds must not hold its caller's thread.
    private Task<T> RunAsync<T>(Func<SqliteStatements, T> work, CancellationToken ct) => Task.Run(() => database.Run(work), ct);
}
