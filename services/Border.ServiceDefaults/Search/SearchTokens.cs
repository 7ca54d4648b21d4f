using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Border.ServiceDefaults.Search;

/// <summary>
/// Turns what is written, and what is searched, into the same tokens: without case, accents, width and punctuation. They are
/// stored as keyed hashes, so that an index tells nothing about a person to whoever reads it without the key.
/// </summary>
public sealed class SearchTokens(byte[] key) : IDisposable
{
    private const int HashBytes = 16;
    private const int MaxOnStack = 256;

    // A record has dozens of tokens. One that is kept costs a third of one that is made for each.
    private readonly ThreadLocal<IncrementalHash> _hash = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));

    /// <summary>The tokens of a record, each once. Those of a query are its words, or the one of the whole as an identifier.</summary>
    public IReadOnlyList<string> Of(IEnumerable<SearchTerm> terms)
    {
        HashSet<string> words = [], identifiers = [];
        foreach (var term in terms)
        {
            if (term.IsIdentifier)
                identifiers.Add(SearchWords.Whole(term.Text));
            else
                AddWritten(words, term.Text);
        }

        identifiers.Remove("");
        return [.. words.Select(word => Hash('w', word)), .. identifiers.Select(whole => Hash('#', whole))];
    }

    /// <returns>One token, or none for a text without letters and digits.</returns>
    public IReadOnlyList<string> OfIdentifier(string text)
    {
        var whole = SearchWords.Whole(text);
        return whole.Length == 0 ? [] : [Hash('#', whole)];
    }

    /// <returns>A token a word, the longest word first, for it is the rarest.</returns>
    public IReadOnlyList<string> OfWords(string text) =>
        [.. SearchWords.In(text).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length).Select(word => Hash('w', word))];

    public void Dispose() => _hash.Dispose();

    // Who searches in Latin letters finds a Chinese name too, by its syllables and by the whole.
    private static void AddWritten(HashSet<string> words, string text)
    {
        foreach (var word in SearchWords.In(text))
        {
            if (!words.Add(word) || !SearchWords.IsHan(word))
                continue;
            var spelled = SearchWords.Spelled(word);
            words.UnionWith(SearchWords.In(spelled));
            words.UnionWith(SearchWords.In(spelled.Replace(" ", "", StringComparison.Ordinal)));
        }
    }

    private string Hash(char kind, string token)
    {
        var most = Encoding.UTF8.GetMaxByteCount(token.Length + 1);
        var text = most <= MaxOnStack ? stackalloc byte[MaxOnStack] : new byte[most];
        text[0] = (byte)kind;
        var length = 1 + Encoding.UTF8.GetBytes(token, text[1..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hash.Value!.AppendData(text[..length]);
        _hash.Value.GetHashAndReset(hash);
        return Base64Url.EncodeToString(hash[..HashBytes]);
    }
}
