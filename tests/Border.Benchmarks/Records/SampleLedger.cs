using System.Globalization;
using Border.Statistics.Indicators;
using Border.Storage;
using Border.Storage.Ledgers;

namespace Border.Benchmarks.Records;

/// <summary>Fills ledgers with what sample records contribute by the real rules, without their having been sent.</summary>
internal static class SampleLedger
{
    /// <summary>A feed that no service follows, so that none wonders at its cursor.</summary>
    private const string Feed = "samples";

    private const int Templates = 20_000;
    private const int InFold = 10_000;

    private static readonly Lazy<IReadOnlyList<LedgerLine>[]> Lines = new(Count);

    /// <returns>How many lines the records contribute.</returns>
    public static async Task<long> FillAsync(StorageOptions storage, int records, CancellationToken ct)
    {
        await using var database = new StorageDatabase(storage, "statistics", TimeProvider.System);
        var ledger = database.OpenLedger();
        var lines = 0L;
        for (var from = 0; from < records; from += InFold)
        {
            var to = Math.Min(from + InFold, records);
            var entries = Enumerable.Range(from, to - from).Select(Entry).ToList();
            if (!await ledger.FoldAsync(Feed, new(from), new(to), entries, ct))
                throw new InvalidOperationException("Another process folds into the ledger of this benchmark.");
            lines += entries.Sum(entry => entry.Lines.Count);
        }

        return lines;
    }

    private static LedgerEntry Entry(int i)
    {
        var lines = Lines.Value[i % Templates];
        var day = lines.Count > 0 ? lines[0].Start : DateOnly.FromDayNumber(737_000);
        return new(string.Create(CultureInfo.InvariantCulture, $"records/{i:x12}"), 1, day.AddDays(1), lines);
    }

    private static IReadOnlyList<LedgerLine>[] Count()
    {
        var counted = new CountedIndicators(
            OffenceGroups.ReadBuiltIn(), new LocalDays(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        return [.. Enumerable.Range(0, Templates).Select(SampleRecords.Of).Select(sample => counted.Count(sample.Feed, sample.Record))];
    }
}
