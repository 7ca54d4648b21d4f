namespace Border.Cli.Files;

/// <summary>Where each named column stands in a file, by its header; names in any case and order.</summary>
internal sealed class CsvColumns
{
    private readonly Dictionary<string, int> _places;

    private CsvColumns(Dictionary<string, int> places, IReadOnlyList<string> ignored, int count)
    {
        _places = places;
        Ignored = ignored;
        Count = count;
    }

    public IReadOnlyList<string> Ignored { get; }

    public int Count { get; }

    /// <summary>Throws when a required column is missing or a known one stands twice.</summary>
    public static CsvColumns Of(CsvRow? header, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        if (header is null)
            throw CommandException.BadInput($"The file is empty. Its first line must name the columns: {string.Join(',', required)}.");
        if (header.Fault is { } fault)
            throw CommandException.BadInput($"Line {header.Line}: {fault}");
        var places = new Dictionary<string, int>();
        var ignored = new List<string>();
        for (var place = 0; place < header.Values.Count; place++)
        {
            var name = header.Values[place].ToLowerInvariant().Replace(' ', '_');
            if (!required.Contains(name) && !optional.Contains(name))
                ignored.Add(header.Values[place]);
            else if (!places.TryAdd(name, place))
                throw CommandException.BadInput($"Line {header.Line}: the column {name} stands twice.");
        }
        var missing = required.Where(name => !places.ContainsKey(name)).ToList();
        return missing.Count == 0
            ? new CsvColumns(places, [.. ignored.Where(name => name.Length > 0)], header.Values.Count)
            : throw CommandException.BadInput(
                $"Line {header.Line}: the column {string.Join(", ", missing)} is missing. The first line must name the columns: "
                + $"{string.Join(',', required)}.");
    }

    /// <summary>The value of a column, or empty when the file or the row lacks it.</summary>
    public string Value(CsvRow row, string column) =>
        _places.TryGetValue(column, out var place) && place < row.Values.Count ? row.Values[place] : "";

    /// <summary>What is wrong with the row as a whole, or null.</summary>
    public string? FaultOf(CsvRow row)
    {
        if (row.Fault is not null)
            return row.Fault;
        return row.Values.Skip(Count).Any(value => value.Length > 0)
            ? $"There are {row.Values.Count} values for {Count} columns. A value that holds the separator must be quoted."
            : null;
    }
}
