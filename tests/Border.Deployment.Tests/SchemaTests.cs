using System.Diagnostics;
using System.Text.Json.Nodes;
using k8s;

namespace Border.Deployment.Tests;

/// <summary>Every object is what Kubernetes takes.</summary>
public sealed class SchemaTests
{
    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public async Task Objects_AgainstTheSchemas_AreValid(string overlay) => Assert.Empty(await ViolationsAsync(Overlay.Build(overlay)));

    [Fact]
    public async Task Objects_WithWrongValues_AreViolations()
    {
        var deployment = Overlay.Build(Overlay.Trial).First(item => item.TextAt("kind") == "Deployment");
        deployment["spec"]!["replicas"] = "two";
        var certificate = Overlay.Build(Overlay.Trial).First(item => item.TextAt("kind") == "Certificate");
        certificate["spec"]!.AsObject().Remove("issuerRef");

        Assert.Equal(2, (await ViolationsAsync([deployment, certificate])).Length);
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Objects_OfKubernetes_HaveNoUnknownFields(string overlay) =>
        Assert.All(Overlay.Build(overlay).Where(IsOfKubernetes), item => KubernetesYaml.LoadAllFromString(item.ToJsonString(), null, strict: true));

    [Fact]
    public void Objects_WithAnUnknownField_AreRefused()
    {
        var service = Overlay.Build(Overlay.Trial).First(item => item.TextAt("kind") == "Service");
        service["spec"]!["sellector"] = "x";

        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(service.ToJsonString(), null, strict: true));
    }

    private static bool IsOfKubernetes(JsonObject item) => !item.TextAt("apiVersion").StartsWith("cert-manager.io/", StringComparison.Ordinal);

    private static async Task<string[]> ViolationsAsync(IEnumerable<JsonObject> objects)
    {
        var start = new ProcessStartInfo("node", ["kubernetes-schemas.mjs"])
        {
            WorkingDirectory = Repository.PathOf("tests", "interop"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(new JsonArray([.. objects.Select(item => item.DeepClone())]).ToJsonString());
        node.StandardInput.Close();
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
