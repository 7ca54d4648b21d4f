namespace Border.Deployment.Tests;

/// <summary>What a compose file or a manifest says of a service.</summary>
/// <param name="Built">What is built or run: a project's name, or the name of the service in that of the image.</param>
/// <param name="Environment">Environment variables by name.</param>
/// <param name="Ports">Every port number that is to lead to the service.</param>
/// <param name="StopSeconds">How long the process has to stop after it is told to.</param>
/// <param name="Probes">The ports and service names that are asked for health.</param>
internal sealed record DeployedService(
    string Name,
    string Built,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Ports,
    long StopSeconds,
    IReadOnlyList<(string Port, string Service)> Probes)
{
    /// <summary>The variables that configure the service itself, as configuration keys.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
        from variable in Environment
        where variable.Key.Contains("__", StringComparison.Ordinal)
        select KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value);
}
