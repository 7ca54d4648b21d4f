namespace Border.Persons.Zones;

/// <summary>The check digits of ICAO 9303 part 3: weights 7, 3 and 1 in turn, letters from 10, fillers 0, modulo 10.</summary>
internal static class CheckDigits
{
    public const char Filler = '<';

    private static readonly int[] Weights = [7, 3, 1];

    public static char Of(string field) => (char)('0' + (field.Select((c, i) => ValueOf(c) * Weights[i % Weights.Length]).Sum() % 10));

    /// <summary>Whether the digit is that of the field. An empty field may have a filler for a digit.</summary>
    public static bool IsRight(string field, char digit) =>
        digit == Of(field) || (digit == Filler && field.All(c => c == Filler));

    private static int ValueOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 0,
    };
}
