using System.Text.Json.Nodes;
using Border.Storage;

namespace Border.Deployment.Tests;

/// <summary>What no schema knows: that the objects fit together, and that the pods are closed.</summary>
public sealed class ManifestTests
{
    // Made by people before they apply the overlay.
    private static readonly string[] BroughtSecrets = ["border-postgres", "border-privacy", "border-ca", "border-openid"];

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Pods_OfEveryWorkload_HaveNoRightsAndWriteNothing(string overlay) =>
        Assert.All(Workloads(Overlay.Build(overlay)), workload =>
        {
            var pod = Manifests.Pod(workload);
            Assert.Equal("true", pod.TextAt("securityContext", "runAsNonRoot"));
            Assert.Equal("RuntimeDefault", pod.TextAt("securityContext", "seccompProfile", "type"));
            Assert.Equal("false", pod.TextAt("automountServiceAccountToken"));
            var container = Assert.Single(pod.ListAt("containers"));
            Assert.Equal("true", container.TextAt("securityContext", "readOnlyRootFilesystem"));
            Assert.Equal("false", container.TextAt("securityContext", "allowPrivilegeEscalation"));
            Assert.Equal(["ALL"], container.ListAt("securityContext", "capabilities", "drop").Select(right => right.ToString()));
            Assert.NotEqual("", container.TextAt("resources", "requests", "cpu"));
            Assert.NotEqual("", container.TextAt("resources", "limits", "memory"));
        });

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void RecordServices_OfEveryOverlay_HaveSeveralReplicasAndABudget(string overlay)
    {
        var objects = Overlay.Build(overlay);

        Assert.All(["patrols", "persons", "cases", "seizures"], name =>
        {
            Assert.True((long)Named(objects, "Deployment", name).At("spec", "replicas")! > 1, name);
            Assert.Equal("1", Named(objects, "PodDisruptionBudget", name).TextAt("spec", "maxUnavailable"));
        });
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Statistics_OfEveryOverlay_NeverRunsBesideAFormerVersion(string overlay)
    {
        var statistics = Named(Overlay.Build(overlay), "Deployment", "statistics");

        Assert.Equal(("1", "Recreate"), (statistics.TextAt("spec", "replicas"), statistics.TextAt("spec", "strategy", "type")));
        Assert.Null(statistics.At("spec", "strategy", "rollingUpdate"));
    }

    [Fact]
    public void Postgres_OfTheTrial_HasConnectionsForEveryReplicaAndItsSuccessor()
    {
        var objects = Overlay.Build(Overlay.Trial);
        var command = Manifests.Pod(Named(objects, "StatefulSet", "postgres")).ListAt("containers").Single().ListAt("args");
        string[] services = ["patrols", "persons", "cases", "seizures", "statistics"];
        var deployments = services.Select(name => Named(objects, "Deployment", name)).ToList();
        var replicas = deployments.Sum(deployment => (long)deployment.At("spec", "replicas")!);
        var successors = deployments.Count(deployment => deployment.TextAt("spec", "strategy", "type") != "Recreate");

        Assert.InRange((replicas + successors) * StorageOptions.MostConnections, 1, PostgresConnections.OfServices(command));
    }

    [Fact]
    public void Postgres_OfTheTrial_AsksEverybodyForThePassword()
    {
        var container = Manifests.Pod(Named(Overlay.Build(Overlay.Trial), "StatefulSet", "postgres")).ListAt("containers").Single();

        Assert.Equal(PostgresConnections.PasswordsForAll, container.ListAt("env").Single(variable => variable.TextAt("name") == "POSTGRES_INITDB_ARGS").TextAt("value"));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Selectors_OfEverything_FindPods(string overlay)
    {
        var objects = Overlay.Build(overlay);
        string[] pods = [.. Workloads(objects).Select(workload => workload.TextAt("spec", "template", "metadata", "labels", "app.kubernetes.io/name"))];

        Assert.All(objects.SelectMany(SelectedNames), name => Assert.Contains(name, pods));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Secrets_ThatPodsUse_AreMadeOrBrought(string overlay)
    {
        var objects = Overlay.Build(overlay);
        var made = objects.Where(item => item.TextAt("kind") == "Secret").Select(item => item.TextAt("metadata", "name"))
            .Concat(objects.Select(item => item.TextAt("spec", "secretName")));
        string[] known = [.. made, .. overlay == Overlay.Production ? BroughtSecrets : []];

        Assert.All(objects.SelectMany(SecretsUsed), secret => Assert.Contains(secret, known));
    }

    // A certificate alone makes a service of its caller, who may record nothing.
    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void People_OfEveryOverlay_HaveRolesByTokens(string overlay) =>
        Assert.All(Manifests.Services(Overlay.Build(overlay)), service =>
        {
            var settings = service.Settings.ToDictionary();
            Assert.True(settings.TryGetValue("Tokens:Issuer", out var issuer) && issuer.Length > 0, service.Name);
            if (issuer == "local")
                Assert.Equal(settings["Listen:ClientCa"], settings["Tokens:Certificate"]);
        });

    [Fact]
    public void Certificates_OfTheTrial_AreForPortsThatAreForwardedToo()
    {
        var objects = Overlay.Build(Overlay.Trial);

        Assert.All(
            Manifests.Services(objects),
            service => Assert.Equal(["127.0.0.1"], Named(objects, "Certificate", service.Name).ListAt("spec", "ipAddresses").Select(address => address.ToString())));
    }

    [Fact]
    public void Production_Secrets_AreNotInTheManifests() =>
        Assert.DoesNotContain(Overlay.Build(Overlay.Production), item => item.TextAt("kind") == "Secret");

    private static IEnumerable<JsonObject> Workloads(IEnumerable<JsonObject> objects) =>
        objects.Where(item => item.TextAt("kind") is "Deployment" or "StatefulSet");

    private static JsonObject Named(IEnumerable<JsonObject> objects, string kind, string name) =>
        objects.Single(item => item.TextAt("kind") == kind && item.TextAt("metadata", "name") == name);

    private static IEnumerable<string> SelectedNames(JsonObject item)
    {
        const string Label = "app.kubernetes.io/name";
        foreach (var selector in Inside(item).Where(place => place.Key is "selector" or "podSelector" or "labelSelector").Select(place => place.Value))
        {
            foreach (var labels in (JsonNode?[])[selector, selector.At("matchLabels")])
            {
                if (labels.At(Label) is { } name)
                    yield return name.ToString();
            }

            foreach (var value in selector.ListAt("matchExpressions").Where(expression => expression.TextAt("key") == Label).SelectMany(expression => expression.ListAt("values")))
                yield return value.ToString();
        }
    }

    private static IEnumerable<string> SecretsUsed(JsonObject item) => Inside(item)
        .Select(place => place.Key switch
        {
            "secretKeyRef" => place.Value.TextAt("name"),
            "secret" => place.Value.TextAt("secretName"),
            _ => "",
        })
        .Where(name => name.Length > 0);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Inside(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Inside(pair.Value).Prepend(pair)),
        JsonArray list => list.SelectMany(Inside),
        _ => [],
    };
}
