using Google.Protobuf;

namespace Border.Cli.Files;

/// <summary>One good row of a file.</summary>
internal abstract record FileRow(int Line)
{
    /// <summary>The request that the row stands for.</summary>
    public abstract IMessage Request(string requestId);
}

/// <summary>A file of rows as read: its good rows, every fault, and the columns that it has beyond the known ones.</summary>
internal sealed record RowsFile<TRow>(
    IReadOnlyList<TRow> Rows, IReadOnlyList<RowFault> Faults, IReadOnlyList<string> IgnoredColumns, int RepeatedCount)
    where TRow : FileRow
{
    /// <summary>How many rows there are besides the header.</summary>
    public int RowCount => Rows.Count + RepeatedCount + Faults.Select(fault => fault.Line).Distinct().Count();

    /// <summary>Reads and checks every row. Throws when the header cannot be used.</summary>
    /// <param name="parse">Makes a row of the values, or says everything that is wrong with them.</param>
    /// <param name="key">What may stand once in a file.</param>
    /// <param name="contradiction">What is wrong when a row stands for the same as one before; null when it only repeats it.</param>
    public static RowsFile<TRow> Read<TKey>(
        CsvRows csv,
        IReadOnlyList<string> required,
        IReadOnlyList<string> optional,
        Func<CsvColumns, CsvRow, List<RowFault>, TRow?> parse,
        Func<TRow, TKey> key,
        Func<TRow, TRow, RowFault?> contradiction)
        where TKey : notnull
    {
        using var rows = csv.Read().GetEnumerator();
        var columns = CsvColumns.Of(rows.MoveNext() ? rows.Current : null, required, optional);
        var (good, faults, repeated) = (new List<TRow>(), new List<RowFault>(), 0);
        var seen = new Dictionary<TKey, TRow>();
        while (rows.MoveNext())
        {
            if (columns.FaultOf(rows.Current) is { } wrong)
                faults.Add(new RowFault(rows.Current.Line, "", wrong));
            else if (parse(columns, rows.Current, faults) is not { } row)
                continue;
            else if (seen.TryAdd(key(row), row))
                good.Add(row);
            else if (contradiction(row, seen[key(row)]) is { } fault)
                faults.Add(fault);
            else
                repeated++;
        }

        return new RowsFile<TRow>(good, faults, columns.Ignored, repeated);
    }
}
