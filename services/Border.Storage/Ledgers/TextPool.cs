using System.Text;
using System.Text.Json;

namespace Border.Storage.Ledgers;

/// <summary>Gives the same string for the same text: series, areas and categories are few and come by the million.</summary>
internal sealed class TextPool
{
    private const int LongestPooled = 128;

    private readonly HashSet<string> texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public TextPool() => bySpan = texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestPooled)
            return reader.GetString()!;
        Span<char> text = stackalloc char[LongestPooled];
        return Text(text[..reader.CopyString(text)]);
    }

    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestPooled)
            return Encoding.UTF8.GetString(utf8);
        Span<char> text = stackalloc char[LongestPooled];
        return Text(text[..Encoding.UTF8.GetChars(utf8, text)]);
    }

    public string Text(ReadOnlySpan<char> text)
    {
        if (bySpan.TryGetValue(text, out var known))
            return known;
        var made = text.ToString();
        texts.Add(made);
        return made;
    }
}
