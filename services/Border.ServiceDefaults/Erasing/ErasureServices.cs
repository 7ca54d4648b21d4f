using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Border.ServiceDefaults.Erasing;

public static class ErasureServices
{
    /// <summary>Lets records of a service be erased, and tells which are due for review.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services, string service, params Erasable[] kinds)
    {
        services.AddCheckedOptions<RetentionOptions>(RetentionOptions.Section);
        services.AddStoreHealth(service, "border.erasures.v1.ErasureService");
        services.TryAddSingleton<UnfinishedErasures>();
        services.TryAddSingleton<ErasureRegister>();
        services.TryAddSingleton<ErasureProposals>();
        services.TryAddSingleton<LegalHolds>();
        services.TryAddSingleton<RetentionDesk>();
        services.AddHostedService<ErasureFinish>();
        services.AddHostedService<RetentionTimer>();
        services.AddHostedService<UnnamedAttachments>();
        return services.AddSingleton(provider => new ErasureSource(
            service,
            provider.GetRequiredKeyedService<IDocumentStore>(service),
            provider.GetRequiredKeyedService<RecordWork>(service),
            provider.GetRequiredKeyedService<RecordErasure>(service),
            provider.GetKeyedService<AttachmentFiles>(service),
            provider.GetServices<RecordSource>().Single(source => source.Service == service).Kinds.ToDictionary(kind => kind.Collection, StringComparer.Ordinal),
            kinds));
    }
}
