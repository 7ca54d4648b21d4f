using System.Globalization;

namespace Border.Seizures;

/// <summary>Exact decimal numbers as texts.</summary>
internal static class ExactNumber
{
    /// <param name="text">In the contract's form of amounts.</param>
    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>Without exponent, and without zeros at the end of the fraction.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
