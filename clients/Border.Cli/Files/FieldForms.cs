using System.Globalization;
using System.Text.RegularExpressions;

namespace Border.Cli.Files;

/// <summary>The forms of values in input files. The server checks them again; here each bad one is found with its line.</summary>
internal static partial class FieldForms
{
    public static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1900 and <= 2100;

    public static bool IsAreaCode(string text) => AreaCode().IsMatch(text);

    public static bool IsResourceId(string text) => ResourceId().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex ResourceId();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,32}(\.[A-Za-z0-9_-]{1,32}){0,5}\z")]
    private static partial Regex AreaCode();
}
