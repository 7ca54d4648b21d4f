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

    // A record has dozens of tokens. One that is kept costs a third of one that is made for each.
    private readonly ThreadLocal<IncrementalHash> _hash = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));

    /// <summary>The tokens of a term of a record. Those of a query are its words, or the one of the whole as an identifier.</summary>
    public IEnumerable<string> Of(SearchTerm term) => term.IsIdentifier ? OfIdentifier(term.Text) : OfWritten(term.Text);

    /// <returns>One token, or none for a text without letters and digits.</returns>
    public IReadOnlyList<string> OfIdentifier(string text)
    {
        var whole = string.Concat(SearchWords.In(text));
        return whole.Length == 0 ? [] : [Hash('#', whole)];
    }

    /// <returns>A token a word, the longest word first, for it is the rarest.</returns>
    public IReadOnlyList<string> OfWords(string text) => [.. OfWords(SearchWords.In(text))];

    public void Dispose() => _hash.Dispose();

    // Who searches in Latin letters finds a Chinese name too, by its syllables and by the whole.
    private IEnumerable<string> OfWritten(string text)
    {
        var words = SearchWords.In(text).ToList();
        return OfWords(words).Concat(words.Where(SearchWords.IsHan).Select(SearchWords.Spelled).SelectMany(OfSpelled));
    }

    private IEnumerable<string> OfSpelled(string word) => OfWords(word).Concat(OfWords(word.Replace(" ", "", StringComparison.Ordinal)));

    private IEnumerable<string> OfWords(IEnumerable<string> words) =>
        words.Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length).Select(word => Hash('w', word));

    private string Hash(char kind, string token)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hash.Value!.AppendData(Encoding.UTF8.GetBytes(kind + token));
        _hash.Value.GetHashAndReset(hash);
        return Base64Url.EncodeToString(hash[..HashBytes]);
    }
}
