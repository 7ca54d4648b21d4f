using Border.Cases;
using Border.Patrols;
using Border.Persons;
using Border.Seizures;
using Border.ServiceDefaults.Health;
using Border.Statistics;
using Border.Storage;
using Border.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Border.Deployment.Tests;

/// <summary>What the code itself says of a service.</summary>
/// <param name="HealthNames">The names that grpc.health.v1 knows in its process.</param>
/// <param name="StopTime">How long it may take to finish what is under way.</param>
internal sealed record ServiceFacts(
    string Name, string Project, int Port, IReadOnlyList<string> HealthNames, TimeSpan StopTime, OptionKeys Keys)
{
    public static async Task<IReadOnlyList<ServiceFacts>> AllAsync() =>
    [
        await OfAsync(typeof(PatrolsModule), PatrolsModule.DefaultPort, builder => builder.AddPatrols(), app => app.MapPatrols()),
        await OfAsync(typeof(PersonsModule), PersonsModule.DefaultPort, builder => builder.AddPersons(), app => app.MapPersons()),
        await OfAsync(typeof(CasesModule), CasesModule.DefaultPort, builder => builder.AddCases(), app => app.MapCases()),
        await OfAsync(typeof(SeizuresModule), SeizuresModule.DefaultPort, builder => builder.AddSeizures(), app => app.MapSeizures()),
        await OfAsync(typeof(StatisticsModule), StatisticsModule.DefaultPort, builder => builder.AddStatistics(), app => app.MapStatistics()),
    ];

    private static async Task<ServiceFacts> OfAsync(
        System.Type module, int port, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var project = module.Assembly.GetName().Name!;
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        await using var host = await ServiceHost.StartAsync(place, add, map);
        string[] names = [.. host.Services.GetServices<IHealthContributor>().SelectMany(contributor => contributor.Services).Distinct()];
        var name = project[(project.IndexOf('.', StringComparison.Ordinal) + 1)..].ToLowerInvariant();
        var stopTime = host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        var keys = OptionKeys.Of(module.Assembly, typeof(IHealthContributor).Assembly, typeof(StorageOptions).Assembly);
        return new ServiceFacts(name, project, port, names, stopTime, keys);
    }
}
