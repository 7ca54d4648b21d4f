using System.Text;
using AnyAscii;

namespace Border.ServiceDefaults.Search;

/// <summary>The words of a text, as they are compared: capitals and digits, all scripts but Chinese in Latin letters.</summary>
public static class SearchWords
{
    public static IEnumerable<string> In(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = IsHan(rune) ? rune.ToString() : Transliteration.Transliterate(rune.ToString());
            if (folded.Any(char.IsLetterOrDigit))
                word.Append(string.Concat(folded.Where(char.IsLetterOrDigit)).ToUpperInvariant());
            else if (folded.Length > 0 && word.Length > 0)
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

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static string Take(StringBuilder word)
    {
        var text = word.ToString();
        word.Clear();
        return text;
    }
}
