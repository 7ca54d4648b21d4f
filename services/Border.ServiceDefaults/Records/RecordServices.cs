using Border.ServiceDefaults.Feeds;
using Border.ServiceDefaults.Health;
using Border.Storage;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Records;

public static class RecordServices
{
    /// <summary>Registers all that a record service keeps: its database, its records, its feed and its health.</summary>
    /// <param name="service">The name of the service's database and feed.</param>
    /// <param name="kind">Its records.</param>
    /// <param name="serviceName">The full gRPC name, such as <c>border.cases.v1.CaseService</c>.</param>
    public static IServiceCollection AddRecords<T>(this IServiceCollection services, string service, RecordKind<T> kind, string serviceName)
        where T : class, IMessage<T>, new()
    {
        services.AddDocumentStore(service).AddStoreHealth(service, serviceName).AddFeed(service, kind);
        return services.AddSingleton(provider => new RecordStore<T>(
            provider.GetRequiredKeyedService<IDocumentStore>(service), kind, provider.GetRequiredService<TimeProvider>()));
    }
}
