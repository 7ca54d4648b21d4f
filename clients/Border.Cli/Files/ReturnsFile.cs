using Border.Statistics.V1;

namespace Border.Cli.Files;

/// <summary>One good row of a returns file.</summary>
internal sealed record ReturnRow(int Line, Return Return)
{
    /// <summary>What may stand once in a file: the figure and the day on which it became known.</summary>
    public (string, string, string, string, string, string) Key =>
        (Return.Indicator, Return.PeriodStart, Return.PeriodEnd, Return.Area, Return.Category, Return.KnownOn);
}

/// <summary>A returns file as read: its good rows, every fault, and the columns that it has beyond the known ones.</summary>
internal sealed record ReturnsFile(
    IReadOnlyList<ReturnRow> Rows, IReadOnlyList<RowFault> Faults, IReadOnlyList<string> IgnoredColumns, int RepeatedCount)
{
    private static readonly string[] Required =
        ["indicator", "period_start", "period_end", "area", "category", "value", "qualifier", "precision"];

    private static readonly string[] Optional = ["known_on"];

    /// <summary>How many rows there are besides the header.</summary>
    public int RowCount => Rows.Count + RepeatedCount + Faults.Select(fault => fault.Line).Distinct().Count();

    /// <summary>Reads and checks every row. Throws when the header cannot be used.</summary>
    public static ReturnsFile Read(string text, ReturnReference reference)
    {
        var csv = CsvRows.Of(text);
        using var rows = csv.Read().GetEnumerator();
        var columns = CsvColumns.Of(rows.MoveNext() ? rows.Current : null, Required, Optional);
        var parser = new ReturnRowParser(columns, reference, commaIsClear: csv.Separator != ';');
        var (good, faults, repeated) = (new List<ReturnRow>(), new List<RowFault>(), 0);
        var seen = new Dictionary<(string, string, string, string, string, string), ReturnRow>();
        while (rows.MoveNext())
        {
            if (parser.Parse(rows.Current, faults) is not { } row)
                continue;
            if (seen.TryAdd(row.Key, row))
                good.Add(row);
            else if (seen[row.Key].Return.Equals(row.Return))
                repeated++;
            else
                faults.Add(Contradiction(row, seen[row.Key]));
        }
        return new ReturnsFile(OldestKnownFirst(good), faults, columns.Ignored, repeated);
    }

    private static RowFault Contradiction(ReturnRow row, ReturnRow before) =>
        new(row.Line, "value", $"The same figure stands on line {before.Line} with another value, qualifier or precision.");

    // Of one figure, the vintage that became known first is sent first; what is known today comes last.
    private static List<ReturnRow> OldestKnownFirst(List<ReturnRow> rows) =>
        rows.All(row => row.Return.KnownOn.Length == 0)
            ? rows
            : [.. rows.OrderBy(row => row.Return.KnownOn.Length == 0 ? "9999" : row.Return.KnownOn, StringComparer.Ordinal)];
}
