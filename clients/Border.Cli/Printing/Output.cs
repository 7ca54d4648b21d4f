using System.CommandLine;

namespace Border.Cli.Printing;

/// <summary>The forms of output, and the option that chooses among them.</summary>
internal static class Output
{
    public const string Table = "table";
    public const string Csv = "csv";
    public const string Json = "json";
    public const string Text = "text";

    /// <summary>The option; the first form is the default.</summary>
    public static Option<string> Option(params string[] forms)
    {
        var option = new Option<string>("--format") { Description = "Form of the output", DefaultValueFactory = _ => forms[0] };
        option.AcceptOnlyFromAmong(forms);
        return option;
    }

    public static async Task<int> PrintAsync(Terminal terminal, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await terminal.Out.WriteLineAsync(line);
        return ExitCode.Ok;
    }

    public static Task<int> PrintAsync(Terminal terminal, string text) => PrintAsync(terminal, [text]);

    /// <summary>Rows in a table, or in CSV.</summary>
    /// <param name="none">What a table of none says.</param>
    /// <param name="numbers">The columns that are numbers.</param>
    public static Task<int> PrintRowsAsync(
        Terminal terminal, string? form, string[] columns, IReadOnlyCollection<string[]> rows, string none, params string[] numbers)
    {
        if (form == Csv)
            return PrintAsync(terminal, CsvText.Rows(columns, rows.Select(SafeCells.Of)));
        if (rows.Count == 0)
            return PrintAsync(terminal, none);
        var table = new TextTable([.. columns.Select(column => numbers.Contains(column) ? TextTable.Right(column) : TextTable.Left(column))]);
        foreach (var row in rows)
            table.Add(row);
        return PrintAsync(terminal, table.Lines());
    }

    /// <summary>One array of JSON with an item a line, written while they come.</summary>
    public static async Task<int> PrintArrayAsync(Terminal terminal, IAsyncEnumerable<string> items)
    {
        var before = "[\n";
        await foreach (var item in items)
        {
            await terminal.Out.WriteAsync(before + item);
            before = ",\n";
        }
        await terminal.Out.WriteLineAsync(before == "[\n" ? "[]" : "\n]");
        return ExitCode.Ok;
    }
}
