namespace Border.Cli.Files;

/// <summary>What is wrong with one row of a file; the column is empty when it is the row as a whole.</summary>
internal sealed record RowFault(int Line, string Column, string Reason)
{
    /// <summary>Tells people which columns of a file are not known, and what is wrong with its rows, in their order.</summary>
    public static async Task TellAsync(TextWriter error, string file, IReadOnlyList<string> ignoredColumns, IEnumerable<RowFault> faults)
    {
        if (ignoredColumns.Count > 0)
            await error.WriteLineAsync($"Ignored columns: {string.Join(", ", ignoredColumns)}");
        foreach (var fault in faults.OrderBy(fault => fault.Line))
            await error.WriteLineAsync(fault.In(file));
    }

    public string In(string file) => Column.Length == 0 ? $"{file}:{Line}: {Reason}" : $"{file}:{Line}: {Column}: {Reason}";
}
