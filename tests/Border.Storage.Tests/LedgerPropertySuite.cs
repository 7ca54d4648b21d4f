using Border.Storage.Ledgers;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteLedgerPropertyTests() : LedgerPropertySuite(StorageEngineKind.Sqlite);

public sealed class PostgresLedgerPropertyTests() : LedgerPropertySuite(StorageEngineKind.Postgres);

/// <summary>Random entries and corrections: whatever is asked equals the count of a plain model.</summary>
public abstract class LedgerPropertySuite(StorageEngineKind engine)
{
    private const int Batches = 12;
    private const int QueriesABatch = 40;

    private static readonly string[] Areas = ["", "53", "53.02", "53.02.01", "53.02.02", "53.020", "65", "65.01", "6"];
    private const string Distinct = "persons";

    private static readonly string[] Series = ["cases", "arrests", "drugs", Distinct];
    private static readonly string[] Categories = ["", "a", "b", "偷渡"];
    private static readonly DateOnly First = new(2020, 11, 20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ledger_RandomEntriesAndCorrections_EqualsThePlainModel(int seed)
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using var database = place.Open();
        var ledger = database.OpenLedger();
        var model = new LedgerModel();
        var random = new Random(seed);
        for (var batch = 0; batch < Batches; batch++)
        {
            var entries = Enumerable.Range(0, 60).Select(_ => Entry(random, batch)).ToList();
            model.Fold(entries);
            Assert.True(await ledger.FoldAsync("feed", new(batch), new(batch + 1), entries, default));
            for (var i = 0; i < QueriesABatch; i++)
                await CompareAsync(ledger, model, random);
        }

        foreach (var asOf in Enumerable.Range(0, QueriesABatch).Select(_ => (DateOnly?)Day(random)).Append(null))
            Assert.Equal(model.FirstDays(asOf).OrderBy(day => day.Key), (await ledger.FirstDaysAsync(asOf, default)).OrderBy(day => day.Key));
        var recount = await ledger.RecountAsync(default);
        Assert.Empty(recount.Differences);
        Assert.Equal(model.Present.Count(), recount.Sources);
        Assert.Empty((await ledger.CompareAsync(new Dictionary<string, long> { ["feed"] = Batches }, model.Present.ToAsyncEnumerable(), default))!.Differences);
    }

    private static async Task CompareAsync(ILedger ledger, LedgerModel model, Random random)
    {
        var query = Query(random);
        Assert.Equal(model.Sum(query), await ledger.SumAsync(query, default));
        var distinct = query with { Series = [Distinct] };
        Assert.Equal(model.Distinct(distinct), await ledger.DistinctAsync(distinct, default));

        var explained = await ExplainAsync(ledger, query with { Series = [query.Series[0]] }, random.Next(1, 30));
        Assert.Equal(
            model.Explain(query with { Series = [query.Series[0]] }),
            explained.Select(found => (found.Source, found.Day, found.Area, found.Category, found.Amount)));
        Assert.All(explained, found => Assert.True(query.AsOf is null || found.KnownOn <= query.AsOf));

        var reported = new ReportedQuery(query.Series, query.Start, query.End, query.Area, random.Next(2) == 0, query.AsOf);
        // The model does not tell since when a number stands.
        Assert.Equal(model.Reported(reported), (await ledger.ReportedAsync(reported, default)).Select(cell => cell with { KnownOn = default, ChangedOn = default }));
        Assert.Equal(model.FirstKnown(query), await ledger.FirstKnownAsync(query, default));
        Assert.Equal(model.CountedDays(query), await ledger.CountedDaysAsync(query, default));
    }

    private static async Task<List<LedgerContribution>> ExplainAsync(ILedger ledger, LedgerQuery query, int pageSize)
    {
        var found = new List<LedgerContribution>();
        LedgerPageStart? after = null;
        do
        {
            var page = await ledger.ExplainAsync(query, pageSize, after, default);
            Assert.True(page.Contributions.Count <= pageSize);
            Assert.True(page.Next is null || page.Contributions.Count == pageSize);
            found.AddRange(page.Contributions);
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private static LedgerEntry Entry(Random random, int batch) => new(
        $"s{random.Next(150)}", random.Next(1, 8), First.AddDays((batch * 9) + random.Next(9)),
        Enumerable.Range(0, random.Next(5)).Select(_ => Line(random)).ToList());

    private static LedgerLine Line(Random random)
    {
        var start = Day(random);
        var reported = random.Next(4) == 0;
        var series = Pick(random, Series);
        return new(
            series, start, reported ? start.AddDays(random.Next(20)) : start, Pick(random, Areas), Pick(random, Categories),
            random.Next(-3, 30) / 4m, reported ? random.Next(3) : 0, reported ? random.Next(3) : 0, reported,
            random.Next(5) == 0 ? Day(random) : null, random.Next(5) == 0, series == Distinct && !reported);
    }

    private static LedgerQuery Query(Random random)
    {
        var (a, b) = (Day(random), Day(random));
        if (random.Next(2) == 0)
            (a, b) = (new(a.Year, a.Month, 1), new DateOnly(b.Year, b.Month, 1).AddMonths(1).AddDays(-1));
        return new(
            Series[random.Next(Series.Length)..], a < b ? a : b, a < b ? b : a, Pick(random, Areas), random.Next(3) == 0 ? Pick(random, Categories) : null,
            Enum.GetValues<LedgerGroup>()[random.Next(5)], random.Next(3) == 0 ? Day(random) : null, random.Next(4) != 0);
    }

    private static DateOnly Day(Random random) => First.AddDays(random.Next(120));

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
