using System.Net;
using Border.Cases;
using Border.Patrols;
using Border.Persons;
using Border.Seizures;
using Border.ServiceDefaults.Hosting;
using Border.Statistics;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Border.Station;

/// <summary>All services in one process, each with its own database, speaking to one another as they would across a network.</summary>
internal static class StationHosting
{
    public const int DefaultPort = 5400;

    // SQLite has no asynchronous calls: a commit holds its thread until the disk has it. Five writers, the folding and the
    // readers must not have to wait for the pool to grow by one thread a half-second, which is how slowly it does.
    private const int MinWorkerThreads = 32;

    private static readonly string[] RecordServices = ["Patrols", "Persons", "Cases", "Seizures"];
    private static readonly string[] LinkedServices = ["Patrols", "Persons", "Seizures"];

    public static WebApplicationBuilder AddStation(this WebApplicationBuilder builder)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, MinWorkerThreads), completions);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddServiceDefaults("border-station", DefaultPort);
        builder.Services.AddOptions<ServiceListenOptions>().Validate(
            listen => !listen.Url.EndsWith(":0", StringComparison.Ordinal),
            "Listen:Url of a station must name a port: its own services call one another there.");
        builder.Configuration.Sources.Insert(0, OwnServices(builder.Configuration["Listen:Url"]));
        return builder.AddPatrols().AddPersons().AddCases().AddSeizures().AddStatistics();
    }

    public static WebApplication MapStation(this WebApplication app) =>
        app.MapServiceDefaults().MapPatrols().MapPersons().MapCases().MapSeizures().MapStatistics();

    /// <summary>The feeds that Statistics follows, the records that cases are linked to and the agency's forms are this process's own, unless the configuration names others.</summary>
    private static MemoryConfigurationSource OwnServices(string? listenUrl)
    {
        var address = OwnAddress(listenUrl is null or "" ? $"http://127.0.0.1:{DefaultPort}" : listenUrl);
        return new()
        {
            InitialData =
            [
                .. RecordServices.Select(service => KeyValuePair.Create($"Feeds:{service}", (string?)address)),
                .. LinkedServices.Select(service => KeyValuePair.Create($"Links:{service}", (string?)address)),
                KeyValuePair.Create("Forms:Patrols", (string?)address),
            ],
        };
    }

    private static string OwnAddress(string listenUrl)
    {
        // Whatever is no address is refused by the check of the options, when the station starts.
        if (!Uri.TryCreate(listenUrl.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var address))
            return listenUrl;
        var isAny = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return new UriBuilder(address) { Host = isAny ? "localhost" : address.Host }.Uri.ToString();
    }
}
