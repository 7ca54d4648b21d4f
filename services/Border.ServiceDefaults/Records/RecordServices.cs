using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Feeds;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Border.ServiceDefaults.Records;

public static class RecordServices
{
    private const string LookupService = "border.lookup.v1.LookupService";
    private const string AuditService = "border.audit.v1.AuditService";

    /// <summary>Registers all that a record service keeps: its database, its records, its feed, its search and its health.</summary>
    /// <param name="service">The name of the service's database and feed.</param>
    /// <param name="serviceName">The full gRPC name, such as <c>border.cases.v1.CaseService</c>.</param>
    /// <param name="kinds">Its kinds of records that are fed, or sealed.</param>
    public static IServiceCollection AddRecords(this IServiceCollection services, string service, string serviceName, params RecordKind[] kinds)
    {
        // A kind of which the table does not say who may read it stops the process.
        foreach (var kind in kinds)
            Policy.OfRequest(kind.ReadBy);
        services.AddDocumentStore(service).AddStoreHealth(service, serviceName).AddStoreHealth(service, LookupService).AddStoreHealth(service, AuditService);
        services.AddFeed(service, [.. kinds.Where(kind => kind.IsFed)]);
        services.AddSealing(service, kinds);
        services.TryAddSingleton<LookupGrpcService>();
        services.TryAddSingleton<AuditGrpcService>();
        services.AddSingleton(provider => new RecordSource(service, provider.GetRequiredKeyedService<IDocumentStore>(service), kinds));
        return services.AddKeyedSingleton(service, (provider, _) => new RecordWork(
            provider.GetRequiredKeyedService<IDocumentStore>(service),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<SearchTokens>(),
            new RequestDigests(provider.GetRequiredService<MasterKey>().For(nameof(RequestDigests)), isKeyed: kinds.Any(kind => kind.IsSealed))));
    }

    /// <summary>Registers the records of one kind, for whoever reads and writes them one at a time.</summary>
    public static IServiceCollection AddRecordStore<T>(this IServiceCollection services, string service, RecordKind<T> kind)
        where T : class, IMessage<T>, new() =>
        services.AddSingleton(provider => new RecordStore<T>(
            provider.GetRequiredKeyedService<IDocumentStore>(service),
            kind,
            provider.GetRequiredKeyedService<RecordWork>(service),
            provider.GetRequiredService<PageTokens>()));

    /// <summary>Serves what is the same for the records of all modules of the process, if there are any.</summary>
    internal static void MapRecords(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(LookupGrpcService)))
            return;
        app.MapGrpcService<LookupGrpcService>();
        app.MapGrpcService<AuditGrpcService>();
        if (app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ErasureRegister)))
            app.MapGrpcService<ErasureGrpcService>();
    }
}

/// <summary>The kinds of records that one store of this process keeps.</summary>
/// <param name="Service">The name of the store.</param>
internal sealed record RecordSource(string Service, IDocumentStore Store, IReadOnlyList<RecordKind> Kinds);
