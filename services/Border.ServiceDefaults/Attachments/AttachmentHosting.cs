using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Privacy;
using Border.Storage;
using Border.Storage.Contents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Border.ServiceDefaults.Attachments;

public static class AttachmentHosting
{
    private const string AttachmentService = "border.attachments.v1.AttachmentService";

    /// <summary>Lets the records of a service have attachments: an <see cref="AttachmentFiles"/> keyed by its name. It registers its
    /// <see cref="IAttachmentReaders"/> beside.</summary>
    public static IServiceCollection AddAttachments(this IServiceCollection services, string service)
    {
        services.AddContentStore(service).AddStoreHealth(service, AttachmentService);
        services.AddKeyRing(service);
        services.TryAddSingleton<AttachmentGrpcService>();
        services.AddKeyedSingleton(service, (provider, _) => new SealedContents(
            provider.GetRequiredKeyedService<IContentStore>(service), provider.GetRequiredKeyedService<KeyRing>(service)));
        services.AddHostedService<AttachmentSealing>();
        services.AddKeyedSingleton(service, (provider, _) => new AttachmentFiles(
            service,
            provider.GetRequiredKeyedService<SealedContents>(service),
            provider.GetRequiredKeyedService<IDocumentStore>(service),
            new(() => provider.GetServices<IAttachmentReaders>().Single(readers => readers.Service == service))));
        return services.AddSingleton(provider => provider.GetRequiredKeyedService<AttachmentFiles>(service));
    }

    /// <summary>Serves the attachments of all modules of the process, if there are any.</summary>
    internal static void MapAttachments(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(AttachmentGrpcService)))
            app.MapGrpcService<AttachmentGrpcService>();
    }
}
