using System.Text.RegularExpressions;

namespace Border.Cli.Printing;

/// <summary>
/// Makes text that people wrote harmless to spreadsheets, which take a cell that begins with one of some characters as a
/// formula and carry it out. Such text gets an apostrophe in front; numbers stay numbers.
/// </summary>
internal static partial class SafeCells
{
    public static string[] Of(IEnumerable<string> values) => [.. values.Select(Of)];

    public static string Of(string value) => Number().IsMatch(value) ? value : Formula().Replace(value, "$1'");

    // Also behind a semicolon, comma or line end: a spreadsheet that separates by another character than we do begins a cell there.
    [GeneratedRegex(@"(^|[;,\t\r\n])(?=\s*[=+\-@＝＋－＠])|(^)(?=[\t\r\n])", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
