using System.Text;
using AnyAscii;

namespace Border.ServiceDefaults.Search;

/// <summary>The words of a text, as they are compared: capitals and digits, all scripts but Chinese in Latin letters.</summary>
public static class SearchWords
{
    private static readonly string[] Ascii =
        [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? char.ToUpperInvariant((char)c).ToString() : "")];

    public static IEnumerable<string> In(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var letters = rune.IsAscii ? Ascii[rune.Value] : Folded(rune);
            if (letters is { Length: > 0 })
                word.Append(letters);
            else if (letters is not null && word.Length > 0)
                yield return Take(word);
        }

        if (word.Length > 0)
            yield return Take(word);
    }

    /// <summary>Whether a word has Chinese characters.</summary>
    public static bool IsHan(string word) => word.EnumerateRunes().Any(IsHan);

    /// <summary>A word in Latin letters, a space between the syllables of Chinese characters: `WANG XIAO MING`.</summary>
    public static string Spelled(string word) =>
        string.Join(' ', word.EnumerateRunes().Select(rune => Transliteration.Transliterate(rune.ToString()).ToUpperInvariant()));

    // Null for what only changes the letter before it, such as an accent: it does not end a word.
    private static string? Folded(Rune rune)
    {
        var folded = IsHan(rune) ? rune.ToString() : Transliteration.Transliterate(rune.ToString());
        return folded.Length == 0 ? null : string.Concat(folded.Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static string Take(StringBuilder word)
    {
        var text = word.ToString();
        word.Clear();
        return text;
    }
}
