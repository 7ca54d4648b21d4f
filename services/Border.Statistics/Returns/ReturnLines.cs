using System.Globalization;
using Border.Statistics.Numbers;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Returns;

/// <summary>What a return contributes to the figures: its numbers, as each became known.</summary>
internal static class ReturnLines
{
    /// <summary>
    /// One line for each vintage, holding what it changed, so that the lines known on a day add up to the number as known then.
    /// </summary>
    public static IReadOnlyList<LedgerLine> Of(Return record, bool countsWholeThings)
    {
        List<LedgerLine> lines = [];
        var before = Approximate.Exact(0);
        foreach (var vintage in record.Vintages)
        {
            var number = Number(vintage, countsWholeThings);
            lines.Add(new(
                record.Indicator,
                Day(record.PeriodStart),
                Day(record.PeriodEnd),
                record.Area,
                record.Category,
                number.Amount - before.Amount,
                number.Below - before.Below,
                number.Above - before.Above,
                Reported: true,
                Day(vintage.KnownOn),
                vintage.LoadedLater));
            before = number;
        }

        return lines;
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Approximate Number(ReturnVintage vintage, bool wholeThings)
    {
        var step = vintage.Precision.Length > 0 ? Decimals.Parse(vintage.Precision) : 0;
        return Approximate.Of(Decimals.Parse(vintage.Value), vintage.Qualifier, step, wholeThings);
    }
}
