using System.Collections.Frozen;
using System.Text;
using Border.ServiceDefaults.Search;

namespace Border.Persons.Matching;

/// <summary>A name as it is compared: words in Latin capitals, without particles, whatever its script.</summary>
internal static class NameWords
{
    // What some write and others leave out.
    private static readonly FrozenSet<string> Particles = FrozenSet.Create(
        StringComparer.Ordinal, "AL", "EL", "BIN", "BINT", "IBN", "BEN", "DE", "DA", "DI", "DO", "DEL", "DOS", "LA", "LE", "VAN", "VON", "DER", "DEN", "TER", "UL");

    // Letters that transliterations take for each other; the pairs first, in this order.
    private static readonly (string From, string To)[] Pairs = [("PH", "F"), ("CK", "K"), ("TS", "Z"), ("TZ", "Z"), ("KS", "X")];

    // Those that they double or drop.
    private const string Dropped = "AEIOUYH";

    public static IReadOnlyList<string> In(string name)
    {
        var words = new List<string>();
        foreach (var word in SearchWords.In(name))
        {
            if (SearchWords.IsHan(word))
                words.AddRange(SearchWords.Spelled(word).Split(' '));
            else
                words.Add(word);
        }

        return words.TrueForAll(Particles.Contains) ? words : words.FindAll(word => !Particles.Contains(word));
    }

    /// <summary>The consonants of a word as they sound: the same for most spellings of a name.</summary>
    public static string Sound(string word)
    {
        var paired = word;
        foreach (var (from, to) in Pairs)
            paired = paired.Replace(from, to, StringComparison.Ordinal);
        var sound = new StringBuilder(paired.Length);
        foreach (var letter in paired)
        {
            var heard = letter switch { 'C' or 'Q' or 'G' => 'K', 'W' => 'V', 'B' => 'P', 'D' => 'T', 'J' or 'S' => 'Z', _ => letter };
            if (!Dropped.Contains(heard, StringComparison.Ordinal) && (sound.Length == 0 || sound[^1] != heard))
                sound.Append(heard);
        }

        return sound.Length > 0 ? sound.ToString() : word;
    }

    /// <summary>The consonants of a name, from the sounds of its words, in the order of the alphabet: the same however the words are ordered and parted.</summary>
    public static string SoundOf(IEnumerable<string> sounds)
    {
        var letters = string.Concat(sounds).ToCharArray();
        Array.Sort(letters);
        return new(letters);
    }
}
