using Border.Storage.Ledgers;
using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteDistinctTests() : DistinctSuite(StorageEngineKind.Sqlite);

public sealed class PostgresDistinctTests() : DistinctSuite(StorageEngineKind.Postgres);

/// <summary>Counting each source once in whatever is asked for, on every engine.</summary>
public abstract class DistinctSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly DateOnly Known = new(2021, 7, 1);

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private ILedger ledger = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        ledger = database.OpenLedger();
        // One source in two months, two areas and two categories, and twice on a day; another in one.
        await FoldAsync(
            Entry("a", 1, Known, Line("03-31", "53.02"), Line("04-01", "53.02"), Line("04-20", "53.02.01"), Line("04-20", "53.01", "exit"), Line("06-30", "45")),
            Entry("b", 1, Known, Line("04-20", "53.02.01")));
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        place.Dispose();
    }

    [Theory]
    [InlineData("01-01", "06-30", "", 2)]
    [InlineData("03-01", "03-31", "", 1)]
    [InlineData("04-01", "04-19", "", 1)]
    [InlineData("04-20", "04-20", "", 2)]
    [InlineData("03-31", "04-01", "", 1)]
    [InlineData("05-01", "05-31", "", 0)]
    [InlineData("05-01", "06-30", "", 1)]
    [InlineData("01-01", "06-30", "53", 2)]
    [InlineData("01-01", "06-30", "53.01", 1)]
    [InlineData("01-01", "06-30", "53.0", 0)]
    [InlineData("04-02", "06-30", "53.02", 2)]
    [InlineData("04-21", "06-30", "53.02", 0)]
    public async Task Distinct_OfARange_CountsEachSourceOnce(string start, string end, string area, int expected)
    {
        Assert.Equal(expected, await TotalAsync(Query(start, end, area)));
        Assert.Equal(expected, await TotalAsync(Query(start, end, area) with { AsOf = Known }));
        Assert.Equal(0, await TotalAsync(Query(start, end, area) with { AsOf = Known.AddDays(-1) }));
    }

    [Theory]
    [InlineData(LedgerGroup.Category, "", "exit=1 entry=2")]
    [InlineData(LedgerGroup.ChildArea, "", "45=1 53=2")]
    [InlineData(LedgerGroup.ChildArea, "53.02", "53.02=1 53.02.01=2")]
    [InlineData(LedgerGroup.ChildArea, "53.02.01", "53.02.01=2")]
    [InlineData(LedgerGroup.Month, "", "3=1 4=2 6=1")]
    [InlineData(LedgerGroup.Day, "53", "3-31=1 4-1=1 4-20=2")]
    public async Task Distinct_BrokenDown_CountsEachSourceInEachPart(LedgerGroup group, string area, string expected)
    {
        var query = Query("01-01", "06-30", area) with { Group = group };

        foreach (var asked in (LedgerQuery[])[query, query with { AsOf = Known }, query with { Start = new(2021, 1, 2) }])
        {
            var parts = (await ledger.DistinctAsync(asked, default)).Select(sum => $"{Part(sum, group)}={sum.Amount:0}");
            Assert.Equal(expected.Split(' ').Order(), parts.Order());
        }
    }

    [Fact]
    public async Task Distinct_OfACategory_CountsNoOther()
    {
        Assert.Equal(1, await TotalAsync(Query("01-01", "06-30") with { Category = "exit" }));
        Assert.Equal(1, await TotalAsync(Query("01-01", "06-30") with { Category = "exit", Group = LedgerGroup.Category }));
        Assert.Equal(0, await TotalAsync(Query("01-01", "06-30") with { Category = DistinctSums.AllCategories, AsOf = Known }));
    }

    [Fact]
    public async Task Distinct_SourcesJoinedAndPartedAgain_IsToldAsItWasKnown()
    {
        await FoldAsync(
            Entry("a", 2, Known.AddDays(1), Line("03-31", "53.02"), Line("04-20", "53.02.01")), Entry("b", 2, Known.AddDays(1)));
        await FoldAsync(Entry("a", 3, Known.AddDays(2), Line("03-31", "53.02")), Entry("b", 3, Known.AddDays(2), Line("04-20", "53.02.01")));

        decimal[] told =
        [
            await TotalAsync(Query("01-01", "06-30") with { AsOf = Known }),
            await TotalAsync(Query("01-01", "06-30") with { AsOf = Known.AddDays(1) }),
            await TotalAsync(Query("01-01", "06-30")),
        ];

        Assert.Equal([2, 1, 2], told);
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Distinct_EarlierEncounterArrivesLate_MovesNoOtherOut()
    {
        await FoldAsync(Entry("b", 2, Known, Line("02-11", "53.02.01"), Line("04-20", "53.02.01")));

        Assert.Equal(1, await TotalAsync(Query("02-01", "02-28")));
        Assert.Equal(2, await TotalAsync(Query("04-01", "04-30")));
        Assert.Equal(2, await TotalAsync(Query("02-01", "04-30")));
        Assert.Empty((await ledger.RecountAsync(default)).Differences);
    }

    [Fact]
    public async Task Fold_ReportedLineThatIsDistinct_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => FoldAsync(Entry("r", 1, Known, Line("04-20", "53") with { Reported = true })));

    [Theory]
    [InlineData("update DISTINCT set sources = sources + 1 where AREA = '45' and day = '2021-06-30'", "2021-06-30 45")]
    [InlineData("delete from DISTINCT where AREA = '53.01'", "2021-04-20 53.01")]
    [InlineData("update DISTINCT set since = 1 where AREA = '45'", "2021-06-30 45")]
    [InlineData("update posting set source = 'b' where source = 'a' and area = '45'", "2021-06-30 45")]
    [InlineData("update posting set source = 'other' where day = '2021-03-31'", "2021-03-31 53.02")]
    public async Task Recount_AfterTampering_NamesTheDayAndArea(string tampering, string expected)
    {
        await ExecuteAsync(tampering);

        var differences = (await ledger.RecountAsync(default)).Differences;

        Assert.Equal([expected], differences.Select(difference => $"{difference.Start:yyyy-MM-dd} {difference.Area}").Distinct());
    }

    private static object Part(LedgerSum sum, LedgerGroup group) => group switch
    {
        LedgerGroup.Category => sum.Category,
        LedgerGroup.ChildArea => sum.Area,
        LedgerGroup.Month => sum.Start.Month,
        _ => $"{sum.Start.Month}-{sum.Start.Day}",
    };

    private static LedgerLine Line(string day, string area, string category = "entry")
    {
        var date = Day(day);
        return new("persons", date, date, area, category, 1, Distinct: true);
    }

    private static LedgerEntry Entry(string source, long version, DateOnly knownOn, params LedgerLine[] lines) => new(source, version, knownOn, lines);

    private static LedgerQuery Query(string start, string end, string area = "") => new(["persons"], Day(start), Day(end), area);

    private static DateOnly Day(string text) => DateOnly.ParseExact($"2021-{text}", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<decimal> TotalAsync(LedgerQuery query) => (await ledger.DistinctAsync(query, default)).Sum(sum => sum.Amount);

    private async Task FoldAsync(params LedgerEntry[] entries)
    {
        var at = (await ledger.CursorsAsync(default)).GetValueOrDefault("persons");
        Assert.True(await ledger.FoldAsync("persons", at, new(at.Position + 1), entries, default));
    }

    private async Task ExecuteAsync(string sql)
    {
        if (engine == StorageEngineKind.Postgres)
        {
            sql = sql.Replace("DISTINCT", "distinct_day", StringComparison.Ordinal)
                .Replace("AREA", "(select area from place where id = place)", StringComparison.Ordinal);
            await Tampering.RunAsync(place, sql);
            return;
        }

        using var connection = new SqliteDatabase(Path.Combine(place.Place, "test.db"), TimeProvider.System).Open();
        SqliteDatabase.Execute(connection, sql.Replace("DISTINCT", "distinct_cell", StringComparison.Ordinal));
    }
}
