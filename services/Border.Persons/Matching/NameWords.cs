using System.Collections.Frozen;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Matching;

/// <summary>A name as it is compared: words in Latin capitals, without particles, whatever its script.</summary>
internal static class NameWords
{
    // What some write and others leave out.
    private static readonly FrozenSet<string> Particles = FrozenSet.Create(
        StringComparer.Ordinal, "AL", "EL", "BIN", "BINT", "IBN", "BEN", "DE", "DA", "DI", "DO", "DEL", "DOS", "LA", "LE", "VAN", "VON", "DER", "DEN", "TER", "UL");

    // Letters that transliterations take for each other, and those that they double or drop.
    private static readonly (string From, string To)[] Sounds =
        [("PH", "F"), ("CK", "K"), ("TS", "Z"), ("TZ", "Z"), ("KS", "X"), ("C", "K"), ("Q", "K"), ("G", "K"), ("W", "V"), ("B", "P"), ("D", "T"), ("J", "Z"), ("S", "Z")];

    private const string Dropped = "AEIOUYH";

    public static IReadOnlyList<string> In(string name)
    {
        var words = SearchWords.In(name).SelectMany(word => SearchWords.IsHan(word) ? SearchWords.Spelled(word).Split(' ') : [word]).ToList();
        var bare = words.Where(word => !Particles.Contains(word)).ToList();
        return bare.Count > 0 ? bare : words;
    }

    /// <summary>The consonants of a word as they sound: the same for most spellings of a name.</summary>
    public static string Sound(string word)
    {
        var sound = Sounds.Aggregate(word, (text, pair) => text.Replace(pair.From, pair.To, StringComparison.Ordinal));
        var letters = sound.Where(c => !Dropped.Contains(c, StringComparison.Ordinal)).ToList();
        var single = letters.Where((c, i) => i == 0 || letters[i - 1] != c).ToArray();
        return single.Length > 0 ? new(single) : word;
    }

    /// <summary>The consonants of all words in the order of the alphabet: the same however the words are ordered and parted.</summary>
    public static string SoundOf(IEnumerable<string> words) => string.Concat(words.SelectMany(Sound).Order());
}
