using F23.StringSimilarity;

namespace Border.Persons.Matching;

/// <summary>How alike two names are, from 0 to 1.</summary>
internal static class NameLikeness
{
    // Below this, words are rather two words than two spellings of one.
    private const double SameWord = 0.85;

    private const double SoundsTheSame = 0.92;
    private const int LongWord = 5;

    private static readonly JaroWinkler Likeness = new();

    /// <summary>The better of the words, in any order, and the whole, however it is parted.</summary>
    public static double Of(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return 0;
        var whole = Likeness.Similarity(string.Concat(one), string.Concat(other));
        return Math.Max(OfWords(one, other), whole >= SameWord ? whole : 0);
    }

    // Each word finds the one most like it that is left; letters that find none count against it.
    private static double OfWords(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var left = other.ToList();
        var alike = 0.0;
        foreach (var word in one.OrderByDescending(word => word.Length))
        {
            var (best, likeness) = Best(word, left);
            if (likeness < SameWord)
                continue;
            alike += likeness * (word.Length + best.Length);
            left.Remove(best);
        }

        return alike / (one.Sum(word => word.Length) + other.Sum(word => word.Length));
    }

    private static (string Word, double Likeness) Best(string word, List<string> others) =>
        others.Select(other => (other, OfWords(word, other))).DefaultIfEmpty(("", 0)).MaxBy(pair => pair.Item2);

    // Short words sound alike too often.
    private static double OfWords(string one, string other) =>
        Math.Min(one.Length, other.Length) >= LongWord && NameWords.Sound(one) == NameWords.Sound(other)
            ? Math.Max(SoundsTheSame, Likeness.Similarity(one, other))
            : Likeness.Similarity(one, other);
}
