using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Border.Statistics.Indicators;

/// <summary>The codes of an enum's values as categories: small letters joined by underscores, such as <c>illegal_entry</c>.</summary>
internal static partial class CategoryCode<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Codes = Enum.GetValues<T>().ToFrozenDictionary(value => value, Code);

    public static string Of(T value) => Codes.GetValueOrDefault(value, "unknown");

    private static string Code(T value) => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) == 0
        ? "not_stated"
        : WordStart().Replace(value.ToString(), "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
