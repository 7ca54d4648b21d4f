using System.Globalization;
using Border.Storage.Ledgers;

namespace Border.Storage.Writer;

/// <summary>Folds an endless feed whose entry at each position anybody can work out, or rebuilds it.</summary>
public static class FoldLoad
{
    public const string Feed = "load";

    private const int Batch = 300;
    private const int Sources = 1000;

    /// <summary>Each source comes again with every thousand positions, changed; some of them void.</summary>
    public static LedgerEntry At(long position)
    {
        var number = (position * 7919) % Sources;
        var version = (position / Sources) + 1;
        var lines = Enumerable.Range(0, (int)(position % 4)).Select(i => Line(position, number, i)).ToList();
        return new(string.Create(CultureInfo.InvariantCulture, $"records/{number}"), version, Day(version), lines);
    }

    public static async Task RunAsync(ILedger ledger, TextWriter output)
    {
        while (true)
        {
            try
            {
                var at = (await ledger.CursorsAsync(CancellationToken.None)).GetValueOrDefault(Feed);
                var to = at.Position + Batch;
                var entries = Enumerable.Range(1, Batch).Select(i => At(at.Position + i)).ToList();
                if (await ledger.FoldAsync(Feed, at, new(to), entries, CancellationToken.None))
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"to-{to} {to}"));
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>What the rebuild to a position has stand: other sources than the one before it, and of each another amount.</summary>
    public static IEnumerable<LedgerEntry> Rebuilt(long position) => Enumerable.Range(1, 3 * Sources)
        .Where(number => (number + position) % 3 != 0)
        .Select(number => new LedgerEntry(
            string.Create(CultureInfo.InvariantCulture, $"records/{number}"),
            position,
            Day(position),
            [.. At(number).Lines.Select(line => line with { Amount = line.Amount + position })]));

    /// <summary>Rebuilds again and again, and tells when all of one is given and when it is done.</summary>
    public static async Task RebuildAsync(ILedger ledger, TextWriter output)
    {
        while (true)
        {
            var at = (await ledger.CursorsAsync(CancellationToken.None)).GetValueOrDefault(Feed);
            var to = at.Position + 1;
            if (await ledger.RebuildAsync(Feed, at, new(to), ["records"], Day(to), GivenAsync(to, output), CancellationToken.None) is not null)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"done-{to} {to}"));
        }
    }

    private static async IAsyncEnumerable<LedgerEntry> GivenAsync(long to, TextWriter output)
    {
        foreach (var entry in Rebuilt(to))
            yield return entry;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"given-{to} {to}"));
    }

    private static LedgerLine Line(long position, long number, int i)
    {
        var day = Day(number % 90);
        var area = string.Create(CultureInfo.InvariantCulture, $"53.{number % 9:00}.{number % 5:00}");
        var reported = i == 2;
        return new($"series-{i}", day, reported ? day.AddDays(6) : day, area, "a", (position % 100) / 10m, Reported: reported);
    }

    private static DateOnly Day(long days) => new DateOnly(2021, 1, 1).AddDays((int)days);
}
