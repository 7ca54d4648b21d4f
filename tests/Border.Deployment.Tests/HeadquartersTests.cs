using System.Globalization;
using System.Text.Json.Nodes;
using Border.Headquarters;

namespace Border.Deployment.Tests;

/// <summary>What production says of the web application, against its options and the services.</summary>
public sealed class HeadquartersTests
{
    private const string Name = "headquarters";

    private static readonly IReadOnlyList<JsonObject> Objects = Overlay.Build(Overlay.Production);

    private static JsonNode Container => Manifests.Pod(Named("Deployment")).ListAt("containers").Single()!;

    [Fact]
    public void Settings_OfTheContainer_AreOptions()
    {
        var keys = OptionKeys.Of(typeof(HeadquartersOptions).Assembly);
        string[] settings =
        [
            .. Container.ListAt("env").Select(variable => variable.TextAt("name")).Where(name => name.Contains("__", StringComparison.Ordinal))
                .Select(name => name.Replace("__", ":", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(settings);
        Assert.Equal([], settings.Where(key => !keys.Binds(key)));
    }

    [Fact]
    public void Telemetry_OfTheContainer_GoesWhereThatOfTheServicesGoes()
    {
        var source = Variable("OTEL_EXPORTER_OTLP_ENDPOINT").At("valueFrom", "configMapKeyRef");

        Assert.Equal(("border-settings", "OTEL_EXPORTER_OTLP_ENDPOINT"), (source.TextAt("name"), source.TextAt("key")));
    }

    [Fact]
    public async Task Addresses_OfTheServices_AreTheirs()
    {
        foreach (var fact in await ServiceFacts.AllAsync())
        {
            var key = $"Headquarters__{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(fact.Name)}";
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"https://{fact.Name}:{fact.Port}"), Variable(key).TextAt("value"));
        }
    }

    [Fact]
    public void Ports_OfListenerServiceAndProbes_AreOne()
    {
        var port = Variable("Headquarters__Url").TextAt("value").Split(':')[^1];

        var named = Container.ListAt("ports").Single();
        Assert.Equal(("web", port), (named.TextAt("name"), named.TextAt("containerPort")));
        Assert.Equal("web", Named("Service").ListAt("spec", "ports").Single().TextAt("targetPort"));
        Assert.All(["startupProbe", "livenessProbe", "readinessProbe"], probe => Assert.Equal(("web", "HTTPS"), (Container.TextAt(probe, "httpGet", "port"), Container.TextAt(probe, "httpGet", "scheme"))));
    }

    [Fact]
    public void Probes_CallIt_ByAHostThatItTakes()
    {
        var hosts = Settings("hosts").Split(',');

        Assert.All(
            ["startupProbe", "livenessProbe", "readinessProbe"],
            probe => Assert.Contains(Container.ListAt(probe, "httpGet", "httpHeaders").Single().TextAt("value"), hosts));
    }

    [Fact]
    public void Provider_OfTheUsers_IsTheOneWhoseTokensTheServicesBelieve()
    {
        var services = Objects.Single(item => item.TextAt("metadata", "name") == "border-settings").TextAt("data", "Tokens__Issuer");

        Assert.StartsWith("https://", services, StringComparison.Ordinal);
        Assert.Equal(services, Settings("issuer"));
        Assert.Equal("border-openid", Variable("Headquarters__ClientSecret").TextAt("valueFrom", "secretKeyRef", "name"));
    }

    [Fact]
    public void Replicas_OfAProcessWithSessionsInMemory_AreOneAtATime() =>
        Assert.Equal(("1", "Recreate"), (Named("Deployment").TextAt("spec", "replicas"), Named("Deployment").TextAt("spec", "strategy", "type")));

    private static JsonObject Named(string kind) => Objects.Single(item => item.TextAt("kind") == kind && item.TextAt("metadata", "name") == Name);

    private static JsonNode Variable(string name) => Container.ListAt("env").Single(variable => variable.TextAt("name") == name)!;

    private static string Settings(string key) => Objects.Single(item => item.TextAt("metadata", "name") == "headquarters-settings").TextAt("data", key);
}
