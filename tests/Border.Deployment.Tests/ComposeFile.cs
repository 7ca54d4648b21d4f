using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Border.Deployment.Tests;

/// <summary>docker-compose.yml, with the defaults of its variables.</summary>
internal static partial class ComposeFile
{
    public static JsonObject Read() => YamlFile.ReadAll(Repository.PathOf("docker-compose.yml")).Single();

    /// <summary>The services that are built here; the web application is none, and others are somebody else's images.</summary>
    public static IReadOnlyList<DeployedService> Services(JsonObject compose) =>
    [
        .. from service in compose.MapAt("services")
           let build = service.Value.At("build")
           where build?.At("args", "SERVICE") is not null
           select new DeployedService(
               service.Key,
               build.TextAt("args", "SERVICE"),
               service.Value.MapAt("environment").ToDictionary(variable => variable.Key, variable => WithDefaults(variable.Value!.ToString())),
               [],
               long.Parse(service.Value.TextAt("stop_grace_period").TrimEnd('s'), CultureInfo.InvariantCulture),
               []),
    ];

    public static string WithDefaults(string text) => Variable().Replace(text, "${default}");

    [GeneratedRegex(@"\$\{[A-Z_]+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
