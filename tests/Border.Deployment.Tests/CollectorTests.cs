using System.Text.Json.Nodes;

namespace Border.Deployment.Tests;

/// <summary>What is told of the system gets to somebody who can be woken.</summary>
public sealed class CollectorTests
{
    private const string Name = "collector";

    private static readonly string[] Signals = ["traces", "metrics", "logs"];

    private static readonly IReadOnlyList<JsonObject> Objects = Overlay.Build(Overlay.Production);

    [Fact]
    public void Production_EverySignal_IsSentOn()
    {
        var exporters = Config("exporters.yaml");

        Assert.All(Signals, signal =>
        {
            string[] used = [.. exporters.ListAt("service", "pipelines", signal, "exporters").Select(exporter => exporter.ToString())];
            Assert.NotEmpty(used);
            Assert.DoesNotContain("debug", used);
            Assert.All(used, exporter => Assert.NotEqual("", exporters.TextAt("exporters", exporter, "endpoint")));
        });
    }

    [Fact]
    public void Production_Collector_MayReachWhereItSends()
    {
        var ports = Config("exporters.yaml").MapAt("exporters").Select(exporter => exporter.Value.TextAt("endpoint").Split(':')[^1]);
        var ways = Objects.Where(item => item.TextAt("kind") == "NetworkPolicy" && item.TextAt("spec", "podSelector", "matchLabels", "app.kubernetes.io/name") == Name)
            .SelectMany(policy => policy.ListAt("spec", "egress"))
            .Where(way => way.ListAt("to").All(to => to.TextAt("ipBlock", "cidr").Length > 0))
            .SelectMany(way => way.ListAt("ports")).Select(port => port.TextAt("port")).ToList();

        Assert.All(ports, port => Assert.Contains(port, ways));
    }

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Configuration_OfEveryOverlay_IsReadAndHasAPipelineASignal(string overlay)
    {
        var objects = Overlay.Build(overlay);
        var settings = objects.Single(item => item.TextAt("kind") == "ConfigMap" && item.TextAt("metadata", "name") == "collector-settings").MapAt("data");
        var container = Manifests.Pod(objects.Single(item => item.TextAt("kind") == "Deployment" && item.TextAt("metadata", "name") == Name)).ListAt("containers").Single();

        Assert.Equal(settings.Select(file => $"--config=/etc/otelcol/{file.Key}"), container.ListAt("args").Select(word => word.ToString()));
        Assert.All(settings, file => Assert.Equal(Signals, Parsed(file.Value).MapAt("service", "pipelines").Select(pipeline => pipeline.Key)));
    }

    private static JsonObject Config(string file) =>
        Parsed(Objects.Single(item => item.TextAt("kind") == "ConfigMap" && item.TextAt("metadata", "name") == "collector-settings").At("data", file));

    private static JsonObject Parsed(JsonNode? text) => YamlFile.ReadAll(new StringReader(text!.ToString())).Single();
}
