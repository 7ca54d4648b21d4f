using System.Globalization;

namespace Border.Benchmarks.Report;

internal static class Numbers
{
    private const int EnoughDigits = 100;

    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s");

    public static string Rate(double from, double to) => string.Create(CultureInfo.InvariantCulture, $"{from:N0}–{to:N0}/s");

    public static string Plain(double number) =>
        number.ToString(number >= EnoughDigits ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
