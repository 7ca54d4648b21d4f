using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Border.ServiceDefaults.Feeds;

public static class FeedHosting
{
    private const string FeedService = "border.feed.v1.FeedService";

    /// <summary>Publishes the records of some kinds as the feed of a document store.</summary>
    /// <param name="services">The process.</param>
    /// <param name="name">The feed's name, which is the key of its document store.</param>
    /// <param name="kinds">The kinds of record.</param>
    public static IServiceCollection AddFeed(this IServiceCollection services, string name, params RecordKind[] kinds)
    {
        var byCollection = kinds.ToDictionary(kind => kind.Collection, StringComparer.Ordinal);
        return services.AddFeed(name, byCollection.Keys, document => byCollection[document.Collection].StateOf(document));
    }

    /// <inheritdoc cref="FeedSource"/>
    public static IServiceCollection AddFeed(
        this IServiceCollection services, string name, IReadOnlyCollection<string> collections, Func<StoredDocument, byte[]> stateOf)
    {
        services.TryAddSingleton<FeedGrpcService>();
        services.AddStoreHealth(name, FeedService);
        return services.AddSingleton(provider =>
            new FeedSource(name, provider.GetRequiredKeyedService<IDocumentStore>(name), collections, stateOf));
    }

    /// <summary>Serves all feeds of the process, if there are any.</summary>
    internal static void MapFeeds(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(FeedGrpcService)))
            app.MapGrpcService<FeedGrpcService>();
    }
}
