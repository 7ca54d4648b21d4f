namespace Border.Deployment.Tests;

/// <summary>What is deployed is what the code says, and a difference would be seen.</summary>
public sealed class DriftTests : IAsyncLifetime
{
    private IReadOnlyList<ServiceFacts> facts = [];

    public async Task InitializeAsync() => facts = await ServiceFacts.AllAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void ComposeFile_AgainstTheCode_IsTheSame() => Assert.Empty(InCompose.Of(Composed()));

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Manifests_AgainstTheCode_AreTheSame(string overlay) =>
        Assert.Empty(InCluster.Of(Manifests.Services(Overlay.Build(overlay))));

    [Theory]
    [MemberData(nameof(Overlay.All), MemberType = typeof(Overlay))]
    public void Manifests_Probes_AskEveryServiceForItsOwnNameAndForTheProcess(string overlay) =>
        Assert.All(Manifests.Services(Overlay.Build(overlay)), service => Assert.Equal(3, service.Probes.Count(probe => probe.Service.Length > 0)));

    [Fact]
    public void Of_ServiceLeftOut_SaysSo() =>
        Assert.Equal(["cases is not deployed"], InCompose.Of([.. Composed().Where(service => service.Name != "cases")]));

    [Fact]
    public void Of_ServiceThatIsNone_SaysSo() =>
        Assert.Equal(["ghosts is no service"], InCompose.Of([.. Composed(), Composed()[0] with { Name = "ghosts" }]));

    [Fact]
    public void Of_OtherProjectBuilt_SaysSo() =>
        Assert.Equal(["cases: Border.Persons is built, not Border.Cases"], Changed("cases", service => service with { Built = "Border.Persons" }));

    [Fact]
    public void Of_OtherPortListened_SaysSo() =>
        Assert.Equal(["cases: Listen:Url has port 5499, not 5413"], Changed("cases", With("Listen__Url", "http://127.0.0.1:5499")));

    [Fact]
    public void Of_OtherPortPublished_SaysSo() =>
        Assert.Equal(["cases: port 5499 is not 5413"], Changed("cases", service => service with { Ports = ["5499"] }));

    [Fact]
    public void Of_TooLittleTimeToStop_SaysSo() =>
        Assert.Equal(["cases: 30 s to stop are not more than 30"], Changed("cases", service => service with { StopSeconds = 30 }));

    [Theory]
    [InlineData("Storage__Motor", "Storage:Motor")]
    [InlineData("Storeroom__Engine", "Storeroom:Engine")]
    public void Of_KeyThatBindsToNothing_SaysSo(string variable, string key) =>
        Assert.Equal([$"cases: {key} is no option"], Changed("cases", With(variable, "x")));

    [Fact]
    public void Of_FeedsOfAServiceThatFollowsNone_SaysSo() =>
        Assert.Equal(["cases: Feeds:Patrols is no option"], Changed("cases", With("Feeds__Patrols", "http://127.0.0.1:5411")));

    [Fact]
    public void Of_FeedElsewhere_SaysSo() =>
        Assert.Equal(
            ["statistics: the feed of seizures is looked for at http://127.0.0.1:5413"],
            Changed("statistics", With("Feeds__Seizures", "http://127.0.0.1:5413")));

    [Fact]
    public void Of_FormsElsewhere_SaysSo() =>
        Assert.Equal(["cases: forms are looked for at http://127.0.0.1:5413"], Changed("cases", With("Forms__Patrols", "http://127.0.0.1:5413")));

    [Fact]
    public void Of_ProbesOfOtherPortsAndNames_SaysSo() =>
        Assert.Equal(
            ["cases: a probe asks port 5402", "cases: a probe asks for border.cases.v1.Cases"],
            Changed("cases", service => With("Listen__HealthPort", "5401")(service) with { Probes = [("5402", "border.cases.v1.Cases")] }));

    private Drift InCompose => new(facts, _ => "127.0.0.1");

    private Drift InCluster => new(facts, name => name);

    private static IReadOnlyList<DeployedService> Composed() => ComposeFile.Services(ComposeFile.Read());

    private static Func<DeployedService, DeployedService> With(string variable, string value) =>
        service => service with { Environment = new Dictionary<string, string>(service.Environment) { [variable] = value } };

    private IEnumerable<string> Changed(string name, Func<DeployedService, DeployedService> change) =>
        InCompose.Of([.. Composed().Select(service => service.Name == name ? change(service) : service)]);
}
