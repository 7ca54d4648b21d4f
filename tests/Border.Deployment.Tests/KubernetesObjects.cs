using System.Globalization;
using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>
/// What `kubectl kustomize` makes of an overlay, for the part of kustomize that the overlays use; anything else throws.
/// </summary>
internal static class KubernetesObjects
{
    private static readonly string[] Known = ["apiVersion", "kind", "namespace", "resources", "patches", "replicas", "images"];

    public static IReadOnlyList<JsonObject> Build(string folder)
    {
        var kustomization = YamlFile.ReadAll(Path.Combine(folder, "kustomization.yaml")).Single();
        if (kustomization.Select(pair => pair.Key).Except(Known).FirstOrDefault() is { } unknown)
            throw new NotSupportedException($"{folder}: {unknown}");
        List<JsonObject> objects = [.. kustomization.ListAt("resources").SelectMany(resource => Resource(Path.Combine(folder, resource.ToString())))];
        foreach (var patch in kustomization.ListAt("patches").SelectMany(patch => YamlFile.ReadAll(Path.Combine(folder, patch.TextAt("path")))))
            Merge(Find(objects, patch), patch);
        foreach (var replicas in kustomization.ListAt("replicas"))
            Find(objects, "Deployment", replicas.TextAt("name"))["spec"]!["replicas"] = replicas.At("count")!.DeepClone();
        foreach (var image in kustomization.ListAt("images"))
            Rename(objects, image);
        foreach (var item in objects.Where(item => item.TextAt("kind") is not "Namespace"))
            item["metadata"]!["namespace"] = kustomization.TextAt("namespace");
        return objects;
    }

    private static IEnumerable<JsonObject> Resource(string path) => Directory.Exists(path) ? Build(path) : YamlFile.ReadAll(path);

    private static JsonObject Find(IEnumerable<JsonObject> objects, JsonObject like) =>
        Find(objects, like.TextAt("kind"), like.TextAt("metadata", "name"));

    private static JsonObject Find(IEnumerable<JsonObject> objects, string kind, string name) =>
        objects.SingleOrDefault(item => item.TextAt("kind") == kind && item.TextAt("metadata", "name") == name)
            ?? throw new InvalidDataException($"There is no {kind} {name} to change.");

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is JsonObject inner && target[key] is JsonObject place)
                Merge(place, inner);
            else if (value is null || (value is JsonArray && target[key] is not null))
                throw new NotSupportedException($"{key}: patches of lists, and removals.");
            else
                target[key] = value.DeepClone();
        }
    }

    private static void Rename(IEnumerable<JsonObject> objects, JsonNode image)
    {
        var name = image.TextAt("name");
        JsonNode[] containers = [.. objects.SelectMany(item => item.ListAt("spec", "template", "spec", "containers")).Where(c => c.TextAt("image") == name)];
        if (containers.Length == 0)
            throw new InvalidDataException($"There is no image {name} to change.");
        var newName = image.At("newName")?.ToString() ?? name;
        foreach (var container in containers)
            container["image"] = string.Create(CultureInfo.InvariantCulture, $"{newName}:{image.TextAt("newTag")}");
    }
}
