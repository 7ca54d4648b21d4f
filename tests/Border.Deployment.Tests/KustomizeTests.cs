using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>The overlays build, and mistakes that kustomize would report are reported here.</summary>
public sealed class KustomizeTests
{
    [Fact]
    public void Trial_Built_ChangesTheBase()
    {
        var objects = Overlay.Build(Overlay.Trial);

        var cases = objects.Single(item => item.TextAt("kind") == "Deployment" && item.TextAt("metadata", "name") == "cases");
        Assert.Equal("2", cases.TextAt("spec", "replicas"));
        Assert.Equal("border-cases:local", cases.ListAt("spec", "template", "spec", "containers").Single().TextAt("image"));
        var settings = objects.Single(item => item.TextAt("metadata", "name") == "border-settings");
        Assert.Equal("http://collector:4317", settings.TextAt("data", "OTEL_EXPORTER_OTLP_ENDPOINT"));
        Assert.Equal("Postgres", settings.TextAt("data", "Storage__Engine"));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Objects_OfAnOverlay_AreEachThereOnce(string overlay)
    {
        string[] names = [.. Overlay.Build(overlay).Select(item => $"{item.TextAt("kind")} {item.TextAt("metadata", "name")}")];

        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Objects_OfAnOverlay_AreInOneNamespace(string overlay) =>
        Assert.All(
            Overlay.Build(overlay).Where(item => item.TextAt("kind") != "Namespace"),
            item => Assert.Equal("border", item.TextAt("metadata", "namespace")));

    [Fact]
    public void Files_OfTheFolders_AreAllUsed()
    {
        var root = Repository.PathOf("k8s");
        var used = Directory.EnumerateFiles(root, "kustomization.yaml", SearchOption.AllDirectories).SelectMany(Used).ToHashSet();

        Assert.Equal([], Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => !used.Contains(file)));
    }

    [Theory]
    [InlineData("resources: [missing.yaml]", typeof(FileNotFoundException))]
    [InlineData("{resources: [], patches: [{path: patch.yaml}]}", typeof(InvalidDataException))]
    [InlineData("{resources: [], replicas: [{name: cases, count: 2}]}", typeof(InvalidDataException))]
    [InlineData("{resources: [], images: [{name: border-cases, newTag: x}]}", typeof(InvalidDataException))]
    [InlineData("{resources: [], helmCharts: []}", typeof(NotSupportedException))]
    public void Build_OfWhatIsNotThere_Fails(string kustomization, System.Type expected)
    {
        using var folder = new Testing.ScratchFolder();
        File.WriteAllText(folder.File("kustomization.yaml"), kustomization);
        File.WriteAllText(folder.File("patch.yaml"), "{kind: ConfigMap, metadata: {name: settings}}");

        Assert.Throws(expected, () => KubernetesObjects.Build(folder.Path));
    }

    private static IEnumerable<string> Used(string kustomization)
    {
        var content = YamlFile.ReadAll(kustomization).Single();
        JsonNode[] files = [.. content.ListAt("resources"), .. content.ListAt("patches").Select(patch => patch["path"]!)];
        return files.Select(file => Path.Combine(Path.GetDirectoryName(kustomization)!, file.ToString())).Append(kustomization);
    }
}
