using System.Text.Json;

namespace Border.Storage;

/// <summary>The tokens of a document as it tells them itself: in JSON, by field.</summary>
internal static class DocumentTokens
{
    /// <returns>Null for none.</returns>
    public static string? Of(IReadOnlyList<IndexKey> keys)
    {
        var byField = new Dictionary<string, HashSet<string>>();
        foreach (var key in keys)
        {
            if (!key.IsToken)
                continue;
            if (!byField.TryGetValue(key.Field, out var values))
                byField.Add(key.Field, values = []);
            values.Add(key.TextValue!);
        }

        return byField.Count == 0 ? null : JsonSerializer.Serialize(byField);
    }

    public static IEnumerable<IndexKey> Read(string tokens) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(tokens)!.SelectMany(field => field.Value.Select(value => IndexKey.Token(field.Key, value)));
}
