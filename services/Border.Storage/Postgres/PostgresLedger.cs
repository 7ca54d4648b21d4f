using Border.Storage.Ledgers;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>The ledger in one PostgreSQL database.</summary>
internal sealed class PostgresLedger(PostgresDatabase database) : ILedger
{
    private const int Attempts = 10;

    private static readonly LedgerDialect Dialect =
        new('$', "sum", Find: "strpos", MonthOfDay: "(extract(year from day) * 12 + extract(month from day) - 1)");

    private readonly PostgresPlaces places = new(database);

    public async Task<IReadOnlyDictionary<string, LedgerCursor>> CursorsAsync(CancellationToken ct) =>
        await RunAsync(connection => PostgresRecount.CursorsAsync(connection, ct), ct);

    public Task<bool> FoldAsync(string feed, LedgerCursor from, LedgerCursor to, IReadOnlyList<LedgerEntry> entries, CancellationToken ct) =>
        FoldAsync(new PostgresFold(feed, entries, places), from, to, ct);

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
            page => RunAsync(connection => PostgresFold.ReadStandingAsync(connection, page, ct), ct),
            range => RunAsync(connection => PostgresRecount.SourcesAsync(connection, range.After, range.Before, ct), ct),
            ct);
        return await FoldAsync(new PostgresFold(feed, plan.Differing, places, isRebuild: true), from, to, ct) ? plan.Result : null;
    }

    private async Task<bool> FoldAsync(PostgresFold fold, LedgerCursor from, LedgerCursor to, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await RunAsync(connection => fold.FoldAsync(connection, from, to, ct), ct))
                    return true;
                places.Forget();
                return false;
            }
            catch (Exception e) when (PostgresDatabase.IsRace(e) && attempt < Attempts)
            {
                // The fold of another feed made the same cell first, or a first version had been stored before.
                fold.LookForAll();
            }
            catch (Exception)
            {
                places.Forget();
                throw;
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, LedgerRule>> RulesAsync(CancellationToken ct) => await RunAsync(
        async connection =>
        {
            var rules = new Dictionary<string, LedgerRule>();
            await using var command = new NpgsqlCommand("select series, version, known_on from ledger_rule", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                rules.Add(reader.GetString(0), new(reader.GetInt32(1), reader.GetFieldValue<DateOnly>(2)));
            return rules;
        },
        ct);

    public Task KeepRuleAsync(string series, LedgerRule rule, CancellationToken ct) => RunAsync(
        async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(PostgresBatch.Command(
                "insert into ledger_rule values ($1, $2, $3) on conflict (series) do update set version = excluded.version, known_on = excluded.known_on",
                series, rule.Version, rule.KnownOn));
            return await batch.ExecuteNonQueryAsync(ct);
        },
        ct);

    public async Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, CancellationToken ct)
    {
        var spans = DaySpans.Of(query);
        return query.Series.Count == 0 || spans is { Months: null, Days.Count: 0 }
            ? []
            : await SumAsync(query, LedgerStatement.Sum(Dialect, query, spans), ct);
    }

    public async Task<IReadOnlyList<LedgerSum>> DistinctAsync(LedgerQuery query, CancellationToken ct) =>
        query.Series.Count == 0 ? [] : await SumAsync(query, LedgerStatement.Distinct(Dialect, query), ct);

    public async Task<IReadOnlyDictionary<string, DateOnly>> FirstDaysAsync(DateOnly? asOf, CancellationToken ct)
    {
        var days = new List<(string Series, DateOnly? Day)>();
        await ReadAsync(LedgerStatement.FirstDays(Dialect, asOf), row => days.Add((row.GetString(0), row.GetFieldValue<DateOnly?>(1))), ct);
        return days.Where(row => row.Day is not null).ToDictionary(row => row.Series, row => row.Day!.Value);
    }

    public async Task<IReadOnlyList<LedgerKnown>> FirstKnownAsync(LedgerQuery query, CancellationToken ct)
    {
        var known = new List<LedgerKnown>();
        if (query.Series.Count > 0)
            await ReadAsync(LedgerStatement.FirstKnown(Dialect, query), row => known.Add(ReadKnown(row)), ct);
        return known;
    }

    public async Task<IReadOnlyList<LedgerDay>> CountedDaysAsync(LedgerQuery query, CancellationToken ct)
    {
        var days = new List<(LedgerDay Day, decimal Amount)>();
        if (query.Series.Count > 0)
            await ReadAsync(LedgerStatement.CountedDays(Dialect, query), row => days.Add((ReadDay(row), row.GetDecimal(3))), ct);
        return [.. days.Where(row => row.Amount != 0).Select(row => row.Day)];
    }

    public async Task<IReadOnlyList<ReportedCell>> ReportedAsync(ReportedQuery query, CancellationToken ct)
    {
        var rows = new ReportedRows();
        if (query.Series.Count > 0)
            await ReadAsync(LedgerStatement.Reported(Dialect, query), row => rows.Add(ReadReported(row), row.GetInt64(9), row.GetInt64(10)), ct);
        return rows.ToList();
    }

    public Task<LedgerPage> ExplainAsync(LedgerQuery query, int pageSize, LedgerPageStart? after, CancellationToken ct) =>
        query.Series.Count == 0
            ? Task.FromResult(new LedgerPage([], null))
            : ContributionPages.FillAsync(
                query, pageSize, after, (from, postings) => DayAfterAsync(query, from, postings, ct), (from, to) => ContributionsAsync(query, from, to, after, ct));

    public Task<LedgerRecount> RecountAsync(CancellationToken ct) =>
        RunAsync(connection => PostgresRecount.RecountAsync(connection, ct), ct);

    public async Task<LedgerRecount?> CompareAsync(
        IReadOnlyDictionary<string, long> positions, IAsyncEnumerable<LedgerEntry> entries, CancellationToken ct)
    {
        var tally = new RecountTally();
        await foreach (var entry in entries.WithCancellation(ct))
            tally.Source(entry.Source, entry.Lines);
        return await RunAsync(connection => PostgresRecount.CompareAsync(connection, positions, tally, ct), ct);
    }

    private async Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerQuery query, LedgerStatement statement, CancellationToken ct)
    {
        var rows = new SumRows(query);
        await ReadAsync(statement, row => AddTo(rows, row, query.Group), ct);
        return rows.ToList();
    }

    private async Task<DateOnly?> DayAfterAsync(LedgerQuery query, DateOnly from, int postings, CancellationToken ct)
    {
        DateOnly? day = null;
        await ReadAsync(LedgerStatement.DayAfter(Dialect, query, from, postings), row => day = row.GetFieldValue<DateOnly>(0), ct);
        return day;
    }

    private async Task<IReadOnlyList<LedgerContribution>> ContributionsAsync(
        LedgerQuery query, DateOnly from, DateOnly to, LedgerPageStart? after, CancellationToken ct)
    {
        var contributions = new List<LedgerContribution>();
        await ReadAsync(LedgerStatement.Contributions(Dialect, query, from, to, after), row => contributions.Add(ReadContribution(row)), ct);
        return contributions;
    }

    private static void AddTo(SumRows rows, NpgsqlDataReader row, LedgerGroup group)
    {
        if (group is LedgerGroup.Month or LedgerGroup.Day)
            rows.Add(row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetDecimal(3));
        else
            rows.Add(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetDecimal(3));
    }

    private static LedgerKnown ReadKnown(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2));

    private static LedgerDay ReadDay(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2));

    private static ReportedCell ReadReported(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4),
        row.GetDecimal(6), row.GetDecimal(7), row.GetDecimal(8), LoadedLater: false, row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(5));

    private static LedgerContribution ReadContribution(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.GetDecimal(4), row.GetFieldValue<DateOnly>(5),
        row.GetFieldValue<DateOnly>(6));

    private async Task ReadAsync(LedgerStatement statement, Action<NpgsqlDataReader> read, CancellationToken ct) => await RunAsync(
        async connection =>
        {
            await using var command = new NpgsqlCommand(statement.Sql, connection);
            foreach (var value in statement.Values)
                command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                read(reader);
            return true;
        },
        ct);

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            return await work(connection);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw PostgresDatabase.Translate(e);
        }
    }
}
