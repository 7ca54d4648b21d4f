using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Border.Statistics.Releases;

/// <summary>
/// The proto JSON of a message in the canonical form of RFC 8785, so that anybody can hash it again: members in the order of their
/// names in UTF-16, no white space, and nothing escaped that need not be. Messages with floating point numbers are not for it.
/// </summary>
internal static class CanonicalJson
{
    public static string Sha256(IMessage message) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(message))));

    public static string Of(IMessage message)
    {
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(message));
        var text = new StringBuilder();
        Write(text, json.RootElement);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Members(text, value);
                break;
            case JsonValueKind.Array:
                Items(text, value);
                break;
            case JsonValueKind.String:
                Quote(text, value.GetString()!);
                break;
            default:
                // Whole numbers, true and false are written in one way only.
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Members(StringBuilder text, JsonElement value)
    {
        var before = '{';
        foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(before);
            Quote(text, member.Name);
            text.Append(':');
            Write(text, member.Value);
            before = ',';
        }

        text.Append(before == '{' ? "{}" : "}");
    }

    private static void Items(StringBuilder text, JsonElement value)
    {
        var before = '[';
        foreach (var item in value.EnumerateArray())
        {
            text.Append(before);
            Write(text, item);
            before = ',';
        }

        text.Append(before == '[' ? "[]" : "]");
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
