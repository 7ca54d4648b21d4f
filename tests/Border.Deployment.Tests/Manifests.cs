using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>Reads the services out of Kubernetes objects.</summary>
internal static class Manifests
{
    private const string ImagePrefix = "border-";

    public static IReadOnlyList<DeployedService> Services(IReadOnlyList<JsonObject> objects) =>
    [
        .. from deployment in objects
           where deployment.TextAt("kind") == "Deployment"
           from container in Pod(deployment).ListAt("containers")
           where container.ListAt("envFrom").Any()
           select Service(deployment, container, objects),
    ];

    public static JsonNode Pod(JsonObject workload) => workload.At("spec", "template", "spec")!;

    private static DeployedService Service(JsonObject deployment, JsonNode container, IReadOnlyList<JsonObject> objects)
    {
        var name = deployment.TextAt("metadata", "name");
        var drainSeconds = (long)container.At("lifecycle", "preStop", "sleep", "seconds")!;
        return new DeployedService(
            name,
            ServiceOf(container.TextAt("image")),
            Environment(container, objects),
            [.. Ports(name, container, objects)],
            (long)Pod(deployment).At("terminationGracePeriodSeconds")! - drainSeconds,
            [.. Probes(container)]);
    }

    private static string ServiceOf(string image)
    {
        var last = image[(image.LastIndexOf('/') + 1)..].Split(':')[0];
        return last.StartsWith(ImagePrefix, StringComparison.Ordinal) ? last[ImagePrefix.Length..] : last;
    }

    private static Dictionary<string, string> Environment(JsonNode container, IReadOnlyList<JsonObject> objects)
    {
        var maps = container.ListAt("envFrom").Select(source => source.TextAt("configMapRef", "name"));
        var variables = objects.Where(item => item.TextAt("kind") == "ConfigMap" && maps.Contains(item.TextAt("metadata", "name")))
            .SelectMany(map => map.MapAt("data"))
            .ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
        foreach (var variable in container.ListAt("env"))
            variables[variable.TextAt("name")] = variable.TextAt("value");
        return variables;
    }

    private static IEnumerable<string> Ports(string name, JsonNode container, IEnumerable<JsonObject> objects)
    {
        var own = container.ListAt("ports").Where(port => port.TextAt("name") == "grpc").Select(port => port.TextAt("containerPort"));
        var services = objects.Where(item => item.TextAt("kind") == "Service" && item.TextAt("spec", "selector", "app.kubernetes.io/name") == name);
        return own.Concat(services.SelectMany(service => service.ListAt("spec", "ports")).Select(port => port.TextAt("port")));
    }

    private static IEnumerable<(string Port, string Service)> Probes(JsonNode container) =>
        from probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"]
        select (container.TextAt(probe, "grpc", "port"), container.TextAt(probe, "grpc", "service"));
}
