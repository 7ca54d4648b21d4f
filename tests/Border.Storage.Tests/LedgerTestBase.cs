using Border.Storage.Ledgers;
using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>A new ledger of one engine, and lines, entries and questions to try it with.</summary>
public abstract class LedgerTestBase(StorageEngineKind engine) : IAsyncLifetime
{
    private protected static readonly DateOnly May17 = new(2021, 5, 17);
    private protected static readonly DateOnly June30 = new(2021, 6, 30);

    private StorageDatabase database = null!;

    private protected StoragePlace Place { get; private set; } = null!;

    private protected ILedger Ledger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        database = Place.Open();
        Ledger = database.OpenLedger();
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Place.Dispose();
    }

    private protected static LedgerLine Line(
        decimal amount, string series = "cases", string area = "", string category = "illegal", DateOnly? day = null) =>
        new(series, day ?? May17, day ?? May17, area, category, amount);

    private protected static LedgerLine Return(decimal amount) =>
        new("cases", new(2021, 1, 1), June30, "", "", amount, Reported: true);

    private protected static LedgerEntry Entry(string source, long version, DateOnly knownOn, params LedgerLine[] lines) => new(source, version, knownOn, lines);

    private protected static LedgerQuery Query(LedgerGroup group, DateOnly? asOf = null, string area = "") =>
        new(["cases"], new(2021, 1, 1), June30, area, null, group, asOf);

    private protected static IEnumerable<LedgerEntry> Tree() =>
    [
        Entry("s1", 1, May17, Line(1, area: "53")), Entry("s2", 1, May17, Line(2, area: "53.02")),
        Entry("s3", 1, May17, Line(4, area: "53.02.01")), Entry("s4", 1, May17, Line(8, area: "53.020")),
    ];

    private protected static async IAsyncEnumerable<LedgerEntry> Stream(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            await Task.Yield();
            yield return entry;
        }
    }

    private protected async Task ExecuteAsync(string sql)
    {
        // A cell's area is in a table of its own on PostgreSQL.
        if (engine == StorageEngineKind.Postgres)
        {
            sql = sql.Replace("CELL", "place_month", StringComparison.Ordinal)
                .Replace("AREA", "(select area from place where id = place)", StringComparison.Ordinal);
            await Tampering.RunAsync(Place, sql);
            return;
        }

        using var connection = new SqliteDatabase(Path.Combine(Place.Place, "test.db"), TimeProvider.System).Open();
        SqliteDatabase.Execute(connection, sql);
    }

    private protected Task FoldTreeAsync() => FoldAsync([.. Tree()]);

    private protected async Task FoldAsync(params LedgerEntry[] entries)
    {
        var at = (await Ledger.CursorsAsync(default)).GetValueOrDefault("cases");
        Assert.True(await Ledger.FoldAsync("cases", at, new(at.Position + 1), entries, default));
    }

    private protected async Task<Dictionary<string, long>> PositionsAsync() =>
        (await Ledger.CursorsAsync(default)).ToDictionary(cursor => cursor.Key, cursor => cursor.Value.Position);

    private protected Task<IReadOnlyList<LedgerSum>> SumAsync(LedgerGroup group) => Ledger.SumAsync(Query(group), default);

    private protected async Task<decimal> TotalAsync(DateOnly? asOf = null, string area = "") =>
        (await Ledger.SumAsync(Query(LedgerGroup.None, asOf, area), default)).Sum(sum => sum.Amount);

    private protected Task<IReadOnlyList<ReportedCell>> ReportedAsync(DateOnly? asOf = null) =>
        Ledger.ReportedAsync(new(["cases"], new(2021, 1, 1), June30, "", IncludeBelow: false, asOf), default);
}
