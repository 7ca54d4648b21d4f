using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Border.Cli.Files;

/// <summary>One row: the line on which it begins, from 1, its values without outer blanks, and what is wrong with its quotes.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Values, string? Fault);

/// <summary>
/// Reads the rows of comma-, semicolon- or tab-separated text (RFC 4180, with any line ends). It knows on which line each
/// row begins, and takes an unclosed quote as a fault of one row, not of all that follow.
/// </summary>
internal sealed class CsvRows
{
    private readonly CsvConfiguration _configuration;
    private readonly string _text;
    private string? _bad;

    private CsvRows(string text, char separator)
    {
        _text = text;
        Separator = separator;
        _configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = $"{separator}",
            HasHeaderRecord = false,
            // Counted too, so that rows know their lines.
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            WhiteSpaceChars = separator == '\t' ? [' ', '\u00A0'] : [' ', '\t', '\u00A0'],
            BadDataFound = found => _bad ??= found.Field,
        };
    }

    public char Separator { get; }

    public static CsvRows Of(string text) => new(text, SeparatorOf(text));

    /// <summary>Gives each row that is not blank.</summary>
    public IEnumerable<CsvRow> Read()
    {
        var (start, line) = (0, 1);
        while (start < _text.Length)
        {
            using var parser = new CsvParser(new StringReader(_text[start..]), _configuration);
            var (first, at) = (line, start);
            while (start < _text.Length && ReadRow(parser, line) is { } row)
            {
                if (row.Fault is not null || row.Values.Any(value => value.Length > 0))
                    yield return row;
                var isWhole = row.Fault is null;
                (start, line) = isWhole ? (at + (int)parser.CharCount, first + parser.RawRow) : (BehindLine(start), line + 1);
                // The fault may have swallowed other rows: they are read anew.
                if (!isWhole && start != at + (int)parser.CharCount)
                    break;
            }
        }
    }

    private CsvRow? ReadRow(CsvParser parser, int line)
    {
        _bad = null;
        if (!parser.Read())
            return null;
        string[] values = [.. (parser.Record ?? []).Select(value => value.Trim())];
        // An unclosed quote with a doubled one at the end of the file passes the parser.
        if (_bad is null && parser.RawRecord.Count(c => c == '"') % 2 == 1)
            _bad = "\"";
        return _bad is null ? new CsvRow(line, values, null) : new CsvRow(line, [], FaultOf(_bad.Trim()));
    }

    private static string FaultOf(string field) =>
        !field.StartsWith('"') ? "A quote stands inside a value that is not quoted."
        : field.Count(c => c == '"') % 2 == 1 ? "A quote is opened and never closed."
        : "Something stands behind a closing quote.";

    private int BehindLine(int start)
    {
        var length = _text.AsSpan(start).IndexOfAny('\r', '\n');
        return length < 0 ? _text.Length : start + length + (_text.AsSpan(start + length).StartsWith("\r\n") ? 2 : 1);
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
