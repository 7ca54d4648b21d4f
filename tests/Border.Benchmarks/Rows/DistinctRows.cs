using System.Diagnostics;
using System.Globalization;
using Border.Benchmarks.Report;
using Border.Storage;
using Border.Storage.Ledgers;

namespace Border.Benchmarks.Rows;

/// <summary>The different persons of the nation in a half year with a million encounters: as cells, and as counted from all of them.</summary>
internal static class DistinctRows
{
    private const string Series = "persons_encountered";
    private const int Encounters = 1_000_000;
    private const int InFold = 10_000;
    private const int Days = 181;
    private const int Stations = 324;

    private static readonly DateOnly First = new(2021, 1, 1);
    private static readonly DateOnly Known = new(2021, 7, 1);

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench, StorageEngineKind engine)
    {
        var persons = (bench.Options.IsQuick ? Encounters / 10 : Encounters) * 4 / 5;
        await using var database = new StorageDatabase(await bench.NewStorageAsync(engine), "statistics", TimeProvider.System);
        var ledger = database.OpenLedger();
        var started = Stopwatch.GetTimestamp();
        for (var from = 0; from < persons; from += InFold)
            await ledger.FoldAsync("samples", new(from), new(from + InFold), [.. Enumerable.Range(from, InFold).Select(Person)], bench.Stop);
        Bench.Tell($"  filled with {persons} persons in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        var half = new LedgerQuery([Series], First, new(2021, 6, 30), "");
        var rows = new List<TableRow>();
        foreach (var (what, query) in (IReadOnlyList<(string, LedgerQuery)>)
                 [("of the nation", half), ("by area", half with { Group = LedgerGroup.ChildArea }), ("by month", half with { Group = LedgerGroup.Month }), ("as known on a day", half with { AsOf = Known })])
            rows.Add(await MeasureAsync(bench, ledger, query, persons, $"different persons in a half year with {persons * 5 / 4:N0} encounters, {what}, {Bench.NameOf(engine)}"));
        return rows;
    }

    private static async Task<TableRow> MeasureAsync(Bench bench, ILedger ledger, LedgerQuery query, int persons, string what)
    {
        var times = new Samples();
        for (var run = 0; run <= bench.Options.Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            var sums = await ledger.DistinctAsync(query, bench.Stop);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (query.Group == LedgerGroup.None && sums[0].Amount != persons)
                throw new InvalidOperationException($"{persons} persons were counted as {sums[0].Amount}.");
            if (run > 0)
                times.Add(elapsed);
        }

        return TableRow.Told(what, times, "ms");
    }

    // Every fourth person is met again, elsewhere.
    private static LedgerEntry Person(int i) => new(
        string.Create(CultureInfo.InvariantCulture, $"persons/{i:x12}"), 1, Known, i % 4 == 0 ? [Met(i, 0), Met(i, 1)] : [Met(i, 0)]);

    private static LedgerLine Met(int i, int time)
    {
        var spread = (uint)((i * 2) + time) * 2_654_435_761u >> 8;
        var (day, station) = (First.AddDays((int)(spread % Days)), spread / Days % Stations);
        var area = string.Create(CultureInfo.InvariantCulture, $"{10 + (station / 36)}.{station / 6 % 6:00}.{station % 6:00}");
        return new(Series, day, day, area, spread % 3 == 0 ? "illegal_stay" : "illegal_entry", 1, Distinct: true);
    }
}
