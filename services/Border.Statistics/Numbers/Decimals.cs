using System.Globalization;

namespace Border.Statistics.Numbers;

/// <summary>Exact decimals as texts, without exponents and without zeros at the end.</summary>
internal static class Decimals
{
    private const NumberStyles Signed = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static decimal Parse(string text) => decimal.Parse(text, Signed, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, Signed, CultureInfo.InvariantCulture, out value);

    public static string Text(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
