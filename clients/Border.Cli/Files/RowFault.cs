namespace Border.Cli.Files;

/// <summary>What is wrong with one row of a file; the column is empty when it is the row as a whole.</summary>
internal sealed record RowFault(int Line, string Column, string Reason)
{
    public string In(string file) => Column.Length == 0 ? $"{file}:{Line}: {Reason}" : $"{file}:{Line}: {Column}: {Reason}";
}
