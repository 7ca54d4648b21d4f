using System.Text;
using AnyAscii;

namespace Border.ServiceDefaults.Search;

/// <summary>The words of a text, as they are compared: capitals and digits, all scripts but Chinese in Latin letters.</summary>
public static class SearchWords
{
    private static readonly string[] Ascii =
        [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? char.ToUpperInvariant((char)c).ToString() : "")];

    /// <summary>The words in their order.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var letters = Letters(rune);
            if (letters is { Length: > 0 })
                word.Append(letters);
            else if (letters is not null)
                End();
        }

        End();
        return words;

        void End()
        {
            if (word.Length == 0)
                return;
            words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>All words as one, for what is the same however it is spaced.</summary>
    public static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(Letters(rune));
        return whole.ToString();
    }

    /// <summary>Whether a word has Chinese characters.</summary>
    public static bool IsHan(string word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (IsHan(rune))
                return true;
        }

        return false;
    }

    /// <summary>A word in Latin letters, a space between the syllables of Chinese characters: `WANG XIAO MING`.</summary>
    public static string Spelled(string word)
    {
        var spelled = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
            spelled.Append(spelled.Length > 0 ? " " : "").Append(Transliteration.Transliterate(rune.ToString()).ToUpperInvariant());
        return spelled.ToString();
    }

    // Null for what only changes the letter before it, such as an accent: it does not end a word. Empty for what ends one.
    private static string? Letters(Rune rune)
    {
        if (rune.IsAscii)
            return Ascii[rune.Value];
        if (IsHan(rune))
            return rune.ToString();
        var folded = Transliteration.Transliterate(rune.ToString());
        return folded.Length == 0 ? null : string.Concat(folded.Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
