using System.Globalization;

namespace Border.ServiceDefaults.Search;

/// <summary>A number of a document, vehicle or weapon as those see it who have not said what they read it for.</summary>
internal static class MaskedNumber
{
    private const char Hidden = '…';
    private const int MostShown = 3;

    /// <summary>The last characters, three at most and a third of all; of the rest not even how many there are.</summary>
    public static string Of(string number)
    {
        var characters = new StringInfo(number.Trim());
        var length = characters.LengthInTextElements;
        var shown = Math.Min(MostShown, length / 3);
        return Hidden + (shown == 0 ? "" : characters.SubstringByTextElements(length - shown));
    }
}
