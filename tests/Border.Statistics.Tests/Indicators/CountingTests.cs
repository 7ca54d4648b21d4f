using System.Globalization;
using Border.Statistics.Indicators;
using Google.Protobuf;

namespace Border.Statistics.Tests.Indicators;

/// <summary>Counts one record and writes each line as <c>indicator day area category amount</c>.</summary>
public abstract class CountingTests
{
    private protected static IEnumerable<string> Count(string feed, IMessage record) =>
        from line in Records.Indicators.Count(feed, record)
        orderby line.Series, line.Category
        select string.Create(
            CultureInfo.InvariantCulture, $"{line.Series} {line.Start:yyyy-MM-dd} {line.Area} {line.Category} {Decimal(line.Amount)}");

    private protected static IEnumerable<string> Of(string indicator, string feed, IMessage record) =>
        Count(feed, record).Where(line => line.StartsWith(indicator + " ", StringComparison.Ordinal)).Select(line => line[(indicator.Length + 1)..]);

    private static string Decimal(decimal amount) => Statistics.Numbers.Decimals.Text(amount);
}
