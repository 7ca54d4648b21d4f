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
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private CsvRows(string text, char separator)
    {
        _text = text;
        Separator = separator;
    }

    public char Separator { get; }

    public static CsvRows Of(string text) => new(text, SeparatorOf(text));

    /// <summary>Gives each row that is not blank.</summary>
    public IEnumerable<CsvRow> Read()
    {
        while (_at < _text.Length)
        {
            var row = ReadRow();
            if (row.Fault is not null || row.Values.Any(value => value.Length > 0))
                yield return row;
        }
    }

    private CsvRow ReadRow()
    {
        var (start, startLine) = (_at, _line);
        var values = new List<string>();
        while (true)
        {
            if (!TryReadValue(out var value, out var fault))
                return Faulty(start, startLine, fault);
            values.Add(value);
            if (_at < _text.Length && _text[_at] == Separator)
            {
                _at++;
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
        if (_at >= _text.Length || _text[_at] != '"')
        {
            var start = _at;
            while (_at < _text.Length && _text[_at] != Separator && _text[_at] is not ('\r' or '\n' or '"'))
                _at++;
            value = _text[start.._at].Trim();
            fault = "A quote stands inside a value that is not quoted.";
            return _at >= _text.Length || _text[_at] != '"';
        }
        if (!TryReadQuoted(out value))
        {
            fault = "A quote is opened and never closed.";
            return false;
        }
        SkipBlanks();
        fault = "Something stands behind a closing quote.";
        return _at >= _text.Length || _text[_at] == Separator || _text[_at] is '\r' or '\n';
    }

    private bool TryReadQuoted(out string value)
    {
        var content = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"' && (_at + 1 == _text.Length || _text[_at + 1] != '"'))
            {
                _at++;
                value = content.ToString().Trim();
                return true;
            }
            if (_text[_at] == '"')
                _at++;
            if (_text[_at] == '\n')
                _line++;
            content.Append(_text[_at]);
        }
        value = "";
        return false;
    }

    // The fault may have swallowed other rows: go on behind the line on which this one begins.
    private CsvRow Faulty(int start, int startLine, string fault)
    {
        (_at, _line) = (start, startLine);
        while (_at < _text.Length && _text[_at] is not ('\r' or '\n'))
            _at++;
        SkipLineEnd();
        return new CsvRow(startLine, [], fault);
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] != Separator && _text[_at] is ' ' or '\t' or '\u00A0')
            _at++;
    }

    private void SkipLineEnd()
    {
        if (_at >= _text.Length)
            return;
        _at += _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 2 : 1;
        _line++;
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
