using System.Globalization;
using Border.Persons.V1;

namespace Border.Persons.Matching;

/// <summary>A birth date as far as it is known.</summary>
/// <param name="Text">YYYY, YYYY-MM or YYYY-MM-DD.</param>
internal readonly record struct BirthDate(string Text, bool IsEstimated)
{
    /// <summary>How far an estimate can be wrong.</summary>
    public const int EstimateYears = 2;

    private const int WholeLength = 10;

    public int Year => int.Parse(Text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    public bool IsWhole => Text.Length == WholeLength && !IsEstimated;

    /// <summary>YYYY-MM-DD with day and month changed over; the same when that is no date.</summary>
    public string Swapped => int.Parse(Text.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture) <= 12
        ? $"{Text[..4]}-{Text[8..]}-{Text[5..7]}"
        : Text;

    /// <summary>How well two go together, from 0 to 1, and why.</summary>
    public static (double Likeness, MatchReason Reason) Compare(BirthDate one, BirthDate other)
    {
        if (one.IsEstimated || other.IsEstimated)
            return Math.Abs(one.Year - other.Year) <= EstimateYears ? (0.65, MatchReason.BirthDateCompatible) : (0, MatchReason.BirthDateDifferent);
        var known = Math.Min(one.Text.Length, other.Text.Length);
        if (known < WholeLength)
            return string.CompareOrdinal(one.Text, 0, other.Text, 0, known) == 0 ? (known == 4 ? 0.7 : 0.8, MatchReason.BirthDateCompatible) : (0, MatchReason.BirthDateDifferent);
        if (one.Text == other.Text)
            return (1, MatchReason.BirthDateSame);
        if (one.Swapped == other.Text)
            return (0.85, MatchReason.BirthDateSwapped);
        return one.Text.Zip(other.Text).Count(pair => pair.First != pair.Second) == 1 ? (0.7, MatchReason.BirthDateSimilar) : (0, MatchReason.BirthDateDifferent);
    }
}
