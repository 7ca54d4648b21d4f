using System.Text;

namespace Border.Cli.Printing;

/// <summary>A table for people: a header, a rule, aligned columns.</summary>
internal sealed class TextTable(params TextTable.Column[] columns)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    public static Column Left(string title) => new(title, IsNumber: false);

    public static Column Right(string title) => new(title, IsNumber: true);

    public void Add(params string[] values) => _rows.Add(values);

    /// <summary>The lines; columns that are empty in every row are left out.</summary>
    public IEnumerable<string> Lines()
    {
        var shown = Enumerable.Range(0, columns.Length).Where(c => _rows.Any(row => row[c].Length > 0)).ToList();
        var widths = shown.ToDictionary(c => c, c => _rows.Select(row => row[c]).Append(columns[c].Title).Max(DisplayWidth.Of));
        yield return Line(shown, widths, c => columns[c].Title);
        yield return string.Join(Gap, shown.Select(c => new string('-', widths[c])));
        foreach (var row in _rows)
            yield return Line(shown, widths, c => row[c]);
    }

    private string Line(List<int> shown, Dictionary<int, int> widths, Func<int, string> value)
    {
        var line = new StringBuilder();
        foreach (var column in shown)
        {
            var text = value(column);
            var space = new string(' ', widths[column] - DisplayWidth.Of(text));
            line.Append(line.Length > 0 ? Gap : "").Append(columns[column].IsNumber ? space + text : text + space);
        }
        return line.ToString().TrimEnd();
    }

    internal sealed record Column(string Title, bool IsNumber);
}
