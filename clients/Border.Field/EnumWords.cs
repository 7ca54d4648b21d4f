using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace Border.Field;

/// <summary>Enum values of the contract as words: `MORE_THAN` of QUALIFIER is `more_than`.</summary>
internal static class EnumWords
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();

    /// <summary>The name in the contract, such as `QUALIFIER_MORE_THAN`; the number when this client does not know it.</summary>
    public static string NameOf(Enum value) => Names.GetOrAdd(value, static known =>
        known.GetType().GetField(known.ToString())?.GetCustomAttribute<OriginalNameAttribute>()?.Name
            ?? Convert.ToInt32(known, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));

    /// <summary>The name without the type's prefix, in lower case; empty when it is not stated.</summary>
    public static string WordOf(Enum value)
    {
        var name = NameOf(value);
        var prefix = NameOf((Enum)Enum.ToObject(value.GetType(), 0)).Replace("UNSPECIFIED", "", StringComparison.Ordinal);
        var word = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        return word == "UNSPECIFIED" ? "" : word.ToLowerInvariant();
    }

    /// <summary>The value of a word in any case; the unspecified one when there is none.</summary>
    public static T ValueOf<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().FirstOrDefault(value => WordOf(value).Equals(word, StringComparison.OrdinalIgnoreCase));

    public static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => WordOf(v)).Where(word => word.Length > 0)];
}
