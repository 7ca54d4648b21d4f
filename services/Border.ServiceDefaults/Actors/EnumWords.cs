using System.Reflection;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Actors;

/// <summary>The values of an enum of the contract as words: <c>ROLE_PATROL_OFFICER</c> of Role is <c>patrol_officer</c>.</summary>
public static class EnumWords
{
    /// <returns>Null when no value has that word.</returns>
    public static T? ValueOf<T>(string word)
        where T : struct, Enum => Table<T>.Values.TryGetValue(word, out var value) ? value : null;

    /// <returns>Empty for the value that states nothing.</returns>
    public static string WordOf<T>(T value)
        where T : struct, Enum => Table<T>.Words.GetValueOrDefault(value, "");

    public static IReadOnlyCollection<string> All<T>()
        where T : struct, Enum => Table<T>.Values.Keys;

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().Skip(1).ToDictionary(value => value, value => NameOf(value)[Prefix..].ToLowerInvariant());

        public static readonly Dictionary<string, T> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static int Prefix => NameOf(default).LastIndexOf('_') + 1;

        private static string NameOf(T value) => typeof(T).GetField(value.ToString())!.GetCustomAttribute<OriginalNameAttribute>()!.Name;
    }
}
