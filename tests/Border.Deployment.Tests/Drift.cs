using System.Globalization;

namespace Border.Deployment.Tests;

/// <summary>Compares what is deployed with what the code says.</summary>
/// <param name="hostOf">Under which host name a service is reached.</param>
internal sealed class Drift(IReadOnlyList<ServiceFacts> facts, Func<string, string> hostOf)
{
    private const string HealthItself = "grpc.health.v1.Health";
    private const string Follower = "statistics";
    private const string KeeperOfForms = "patrols";

    /// <returns>One line a difference.</returns>
    public IEnumerable<string> Of(IReadOnlyList<DeployedService> deployed)
    {
        foreach (var name in facts.Select(fact => fact.Name).Except(deployed.Select(service => service.Name)))
            yield return $"{name} is not deployed";
        foreach (var service in deployed)
        {
            if (facts.SingleOrDefault(fact => fact.Name == service.Name) is not { } fact)
                yield return $"{service.Name} is no service";
            else
                foreach (var difference in Of(service, fact))
                    yield return $"{service.Name}: {difference}";
        }
    }

    private IEnumerable<string> Of(DeployedService service, ServiceFacts fact)
    {
        var settings = service.Settings.ToDictionary();
        if (service.Built != fact.Project && service.Built != fact.Name)
            yield return $"{service.Built} is built, not {fact.Project}";
        foreach (var port in service.Ports.Where(port => port != Text(fact.Port)))
            yield return $"port {port} is not {fact.Port}";
        if (PortOf(settings.GetValueOrDefault("Listen:Url", "")) is var listens && listens != Text(fact.Port))
            yield return $"Listen:Url has port {listens}, not {fact.Port}";
        if (service.StopSeconds <= fact.StopTime.TotalSeconds)
            yield return $"{service.StopSeconds} s to stop are not more than {fact.StopTime.TotalSeconds}";
        foreach (var key in settings.Keys.Where(key => !fact.Keys.Binds(key)))
            yield return $"{key} is no option";
        foreach (var difference in Probes(service, fact, settings).Concat(Feeds(service, settings)).Concat(Forms(service, settings)))
            yield return difference;
    }

    private static IEnumerable<string> Probes(DeployedService service, ServiceFacts fact, Dictionary<string, string> settings)
    {
        foreach (var (port, name) in service.Probes)
        {
            if (port != settings.GetValueOrDefault("Listen:HealthPort"))
                yield return $"a probe asks port {port}";
            if (name != HealthItself && !fact.HealthNames.Contains(name))
                yield return $"a probe asks for {name}";
        }
    }

    private IEnumerable<string> Feeds(DeployedService service, Dictionary<string, string> settings)
    {
        if (service.Name != Follower)
            yield break;
        foreach (var followed in facts.Where(fact => fact.Name != Follower))
        {
            var address = settings.GetValueOrDefault($"Feeds:{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(followed.Name)}", "nowhere");
            if (!IsOf(followed, address))
                yield return $"the feed of {followed.Name} is looked for at {address}";
        }
    }

    // Patrols keeps them, and the figures have none.
    private IEnumerable<string> Forms(DeployedService service, Dictionary<string, string> settings)
    {
        if (service.Name is KeeperOfForms or Follower)
            yield break;
        var address = settings.GetValueOrDefault("Forms:Patrols", "nowhere");
        if (!IsOf(facts.Single(fact => fact.Name == KeeperOfForms), address))
            yield return $"forms are looked for at {address}";
    }

    private bool IsOf(ServiceFacts fact, string address) => address.EndsWith($"://{hostOf(fact.Name)}:{fact.Port}", StringComparison.Ordinal);

    private static string PortOf(string url) => url[(url.LastIndexOf(':') + 1)..];

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
