using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>Short ways into JSON that may lack what is looked for.</summary>
internal static class Json
{
    public static JsonNode? At(this JsonNode? node, params string[] path) =>
        path.Aggregate(node, (inner, key) => (inner as JsonObject)?[key]);

    public static string TextAt(this JsonNode? node, params string[] path) => node.At(path)?.ToString() ?? "";

    public static IEnumerable<JsonNode> ListAt(this JsonNode? node, params string[] path) =>
        (node.At(path) as JsonArray ?? []).Select(item => item!);

    public static IEnumerable<KeyValuePair<string, JsonNode?>> MapAt(this JsonNode? node, params string[] path) =>
        node.At(path) as JsonObject ?? [];
}
