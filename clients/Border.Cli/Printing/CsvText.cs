namespace Border.Cli.Printing;

/// <summary>Writes rows of comma-separated values (RFC 4180).</summary>
internal static class CsvText
{
    public static string Row(params IEnumerable<string> values) => string.Join(',', values.Select(Quoted));

    /// <summary>A header and its rows.</summary>
    public static IEnumerable<string> Rows(string[] header, IEnumerable<string[]> rows) => rows.Prepend(header).Select(row => Row(row));

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 && value.Trim().Length == value.Length
            ? value
            : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
