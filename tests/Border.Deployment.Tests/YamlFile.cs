using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Border.Deployment.Tests;

/// <summary>Reads YAML as JSON, with anchors and merged mappings resolved.</summary>
internal static class YamlFile
{
    private static readonly IDeserializer Deserializer =
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build();

    public static IReadOnlyList<JsonObject> ReadAll(string path)
    {
        using var text = File.OpenText(path);
        return ReadAll(text);
    }

    public static IReadOnlyList<JsonObject> ReadAll(TextReader text)
    {
        var parser = new Parser(text);
        parser.Consume<StreamStart>();
        var documents = new List<JsonObject>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(ToJson(Deserializer.Deserialize(parser))!.AsObject());
        return documents;
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        IDictionary<object, object> mapping => ToJson(mapping),
        IEnumerable<object> list => new JsonArray([.. list.Select(ToJson)]),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        byte or short or int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{value.GetType().Name} {value}: quote it."),
    };

    // What a mapping says itself goes before what it takes over.
    private static JsonObject ToJson(IDictionary<object, object> mapping)
    {
        var json = mapping.TryGetValue("<<", out var merged) ? ToJson(merged)!.AsObject() : [];
        foreach (var (key, value) in mapping.Where(pair => pair.Key is not "<<"))
            json[key.ToString()!] = ToJson(value);
        return json;
    }
}
