using System.Globalization;
using System.Text;
using Border.Statistics.V1;

namespace Border.Cli.Printing;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    public static string Grouped(long number) => Grouped(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>`-1234567.5` gives `-1,234,567.5`. The digits stay as they are, however many.</summary>
    public static string Grouped(string amount)
    {
        var start = amount.StartsWith('-') || amount.StartsWith('+') ? 1 : 0;
        var point = amount.IndexOf('.', StringComparison.Ordinal);
        var end = point < 0 ? amount.Length : point;
        var text = new StringBuilder(amount);
        for (var at = end - 3; at > start; at -= 3)
            text.Insert(at, ',');
        return text.ToString();
    }

    /// <summary>`more than 21,000`, `about 31,000`, `8,419`.</summary>
    public static string Printed(Value? value) => value is null ? "not reported" : Prefix(value.Qualifier) + Grouped(value.Amount);

    public static string Signed(string amount) =>
        amount.Length == 0 || amount[0] is '-' or '+' || amount.All(c => c is '0' or '.') ? Grouped(amount) : "+" + Grouped(amount);

    /// <summary>`+220.00%`, or `+267.31% to +275.60%` where the precision of the figures leaves a band.</summary>
    public static string Percent(Comparison comparison)
    {
        if (comparison.Percent.Length == 0)
            return "";
        var (low, high) = (comparison.PercentLow, comparison.PercentHigh);
        return low == high || low.Length == 0 || high.Length == 0
            ? $"{Signed(comparison.Percent)}%"
            : $"{Signed(low)}% to {Signed(high)}%";
    }

    private static string Prefix(Qualifier qualifier) => qualifier switch
    {
        Qualifier.Rounded => "about ",
        Qualifier.MoreThan => "more than ",
        _ => "",
    };
}
