namespace Border.Seizures.Items;

/// <summary>The number of a ship with the International Maritime Organization.</summary>
internal static class ImoNumber
{
    private const int Length = 7;

    /// <summary>
    /// Six digits and the check digit: the last digit of the sum of the six, multiplied by 7 down to 2.
    /// </summary>
    public static bool IsValid(string text) =>
        text.Length == Length
        && text.All(char.IsAsciiDigit)
        && text.Take(Length - 1).Select((digit, index) => (digit - '0') * (Length - index)).Sum() % 10 == text[^1] - '0';
}
