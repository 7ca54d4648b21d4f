using System.Text;

namespace Border.Cli.Files;

/// <summary>One row: the line on which it begins, from 1, its values without outer blanks, and what is wrong with its quotes.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Values, string? Fault);

/// <summary>
/// Reads the rows of comma-, semicolon- or tab-separated text (RFC 4180, with any line ends). It knows on which line each
/// row begins, and takes an unclosed quote as a fault of one row, not of all that follow.
/// </summary>
internal sealed class CsvRows
{
    private readonly string text;
    private int at;
    private int line = 1;

    private CsvRows(string text, char separator)
    {
        this.text = text;
        Separator = separator;
    }

    public char Separator { get; }

    public static CsvRows Of(string text) => new(text, SeparatorOf(text));

    /// <summary>Gives each row that is not blank.</summary>
    public IEnumerable<CsvRow> Read()
    {
        while (at < text.Length)
        {
            var row = ReadRow();
            if (row.Fault is not null || row.Values.Any(value => value.Length > 0))
                yield return row;
        }
    }

    private CsvRow ReadRow()
    {
        var (start, startLine) = (at, line);
        var values = new List<string>();
        while (true)
        {
            if (!TryReadValue(out var value, out var fault))
                return Faulty(start, startLine, fault);
            values.Add(value);
            if (at < text.Length && text[at] == Separator)
            {
                at++;
                continue;
            }
            SkipLineEnd();
            return new CsvRow(startLine, values, null);
        }
    }

    private bool TryReadValue(out string value, out string fault)
    {
        fault = value = "";
        SkipBlanks();
        if (at >= text.Length || text[at] != '"')
        {
            var start = at;
            while (at < text.Length && text[at] != Separator && text[at] is not ('\r' or '\n' or '"'))
                at++;
            value = text[start..at].Trim();
            fault = "A quote stands inside a value that is not quoted.";
            return at >= text.Length || text[at] != '"';
        }
        if (!TryReadQuoted(out value))
        {
            fault = "A quote is opened and never closed.";
            return false;
        }
        SkipBlanks();
        fault = "Something stands behind a closing quote.";
        return at >= text.Length || text[at] == Separator || text[at] is '\r' or '\n';
    }

    private bool TryReadQuoted(out string value)
    {
        var content = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
            {
                at++;
                value = content.ToString().Trim();
                return true;
            }
            if (text[at] == '"')
                at++;
            if (text[at] == '\n')
                line++;
            content.Append(text[at]);
        }
        value = "";
        return false;
    }

    // The fault may have swallowed other rows: go on behind the line on which this one begins.
    private CsvRow Faulty(int start, int startLine, string fault)
    {
        (at, line) = (start, startLine);
        while (at < text.Length && text[at] is not ('\r' or '\n'))
            at++;
        SkipLineEnd();
        return new CsvRow(startLine, [], fault);
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] != Separator && text[at] is ' ' or '\t' or '\u00A0')
            at++;
    }

    private void SkipLineEnd()
    {
        if (at >= text.Length)
            return;
        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        line++;
    }

    // The header tells: names of columns hold none of the three.
    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan().TrimStart("\r\n \t;,");
        var end = header.IndexOfAny('\r', '\n');
        if (end >= 0)
            header = header[..end];
        var (commas, semicolons, tabs) = (header.Count(','), header.Count(';'), header.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
