using System.Globalization;
using System.Text;

namespace Border.Cli.Printing;

/// <summary>How many columns of a terminal a text takes: East Asian wide characters take two, combining marks none.</summary>
internal static class DisplayWidth
{
    // The blocks whose characters are wide or full-width by Unicode's East Asian Width, joined where gaps are unassigned.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    private static int Of(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.Control)
            return 0;
        return Wide.Any(range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }
}
