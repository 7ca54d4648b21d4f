using System.Collections;
using System.Globalization;
using Google.Protobuf;

namespace Border.Cli.Printing;

/// <summary>Values of the contract as text for tables and CSV.</summary>
internal static class FieldText
{
    /// <summary>
    /// Enums as their words, times as `2021-03-01T08:00:00Z`, lists joined by semicolons, other messages as JSON; empty when
    /// there is no value.
    /// </summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        Enum word => EnumWords.WordOf(word),
        ByteString bytes => bytes.ToBase64(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IMessage message => message.ToString()!.Trim('"'),
        IEnumerable list => string.Join(';', list.Cast<object>().Select(Of)),
        _ => value.ToString() ?? "",
    };

    /// <summary>For a cell of a table, which has one line.</summary>
    public static string InOneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
