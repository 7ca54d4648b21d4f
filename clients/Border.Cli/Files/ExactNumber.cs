using System.Globalization;
using System.Text.RegularExpressions;

namespace Border.Cli.Files;

/// <summary>Reads numbers as people and spreadsheets write them, and gives them as plain exact decimals.</summary>
internal static partial class ExactNumber
{
    private const int MaxWholeDigits = 15;
    private const int MaxFractionDigits = 6;

    /// <summary>`1.5E+7` gives `15000000`, `1,234,567` gives `1234567`.</summary>
    /// <param name="commaIsClear">
    /// Whether one comma before three digits can only be a thousands separator. In semicolon-separated files it may be a
    /// decimal comma, and then nothing is guessed.
    /// </param>
    public static bool TryRead(string written, bool commaIsClear, out string plain, out string fault)
    {
        plain = fault = "";
        var text = written.Replace('\u2212', '-');
        if (text.Contains(',', StringComparison.Ordinal))
        {
            if (!Grouped().IsMatch(text))
                fault = $"'{written}' is not a number. A decimal point is written as '.'.";
            else if (!commaIsClear && text.Count(c => c == ',') == 1 && !text.Contains('.', StringComparison.Ordinal))
                fault = $"'{written}' may mean two numbers in a file that is separated by semicolons. Write it without the comma.";
            if (fault.Length > 0)
                return false;
            text = text.Replace(",", "", StringComparison.Ordinal);
        }
        var match = Plain().Match(text);
        if (!match.Success)
        {
            fault = $"'{written}' is not a number.";
            return false;
        }
        var (whole, fraction) = Shift(
            match.Groups["whole"].Value, match.Groups["fraction"].Value, match.Groups["exponent"].Value);
        if (whole.Length > MaxWholeDigits || fraction.Length > MaxFractionDigits)
        {
            fault = $"'{written}' has more than {MaxWholeDigits} digits before the point or {MaxFractionDigits} after it.";
            return false;
        }
        var isZero = whole == "0" && fraction.Length == 0;
        plain = (match.Groups["sign"].Value == "-" && !isZero ? "-" : "") + whole + (fraction.Length > 0 ? $".{fraction}" : "");
        return true;
    }

    private static (string Whole, string Fraction) Shift(string whole, string fraction, string exponent)
    {
        var digits = whole + fraction;
        var point = whole.Length + (exponent.Length == 0 ? 0 : int.Parse(exponent, CultureInfo.InvariantCulture));
        if (point < 0)
            (digits, point) = (new string('0', -point) + digits, 0);
        else if (point > digits.Length)
            digits = digits.PadRight(point, '0');
        var front = digits[..point].TrimStart('0');
        return (front.Length == 0 ? "0" : front, digits[point..].TrimEnd('0'));
    }

    [GeneratedRegex(
        @"^(?<sign>[+-]?)(?=\.?[0-9])(?<whole>[0-9]{0,100})(?:\.(?<fraction>[0-9]{0,100}))?"
        + @"(?:[eE](?<exponent>[+-]?[0-9]{1,3}))?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$")]
    private static partial Regex Grouped();
}
