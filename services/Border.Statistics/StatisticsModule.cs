using Border.Feed.V1;
using Border.ServiceDefaults.Feeds;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;
using Border.Statistics.Bulletins;
using Border.Statistics.Completeness;
using Border.Statistics.Disclosure;
using Border.Statistics.Feeds;
using Border.Statistics.Figures;
using Border.Statistics.Filters;
using Border.Statistics.Gates;
using Border.Statistics.Indicators;
using Border.Statistics.Recounts;
using Border.Statistics.Reference;
using Border.Statistics.Releases;
using Border.Statistics.Returns;
using Border.Storage;
using Border.Storage.Ledgers;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Border.Statistics;

/// <summary>The Statistics service, for its own process or for a station.</summary>
public static class StatisticsModule
{
    public const int DefaultPort = 5415;

    private const string Service = "border.statistics.v1.StatisticsService";
    private const string Completeness = "border.statistics.v1.CompletenessService";
    private const string Releases = "border.statistics.v1.ReleaseService";
    private const string Filters = "border.statistics.v1.SavedFilterService";

    public static WebApplicationBuilder AddStatistics(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddCheckedOptions<StatisticsOptions>(StatisticsOptions.Section);
        services.AddCheckedOptions<FeedAddressOptions>(FeedAddressOptions.Section);
        services.AddRecords(FeedNames.Statistics, Service, ReturnRegister.Kind, ZeroReportRegister.Kind, ReleaseKinds.Releases).AddLedger(FeedNames.Statistics);
        services.AddRecordStore(FeedNames.Statistics, ReturnRegister.Kind).AddRecordStore(FeedNames.Statistics, IndicatorRegister.Kind);
        services.AddSingleton(OffenceGroups.ReadBuiltIn()).AddSingleton<CountedIndicators>().AddSingleton(Days);
        services.AddSingleton<ReferenceCatalogue>().AddSingleton<IndicatorRegister>().AddSingleton<AreaRegister>().AddSingleton<ReferenceDesk>();
        services.AddSingleton<ReturnRegister>();
        services.AddRecordStore(FeedNames.Statistics, ZeroReportRegister.Kind).AddStoreHealth(FeedNames.Statistics, Completeness);
        services.AddSingleton<ZeroReportRegister>().AddSingleton<CompletenessReader>().AddSingleton<CompletenessDesk>();
        services.AddSingleton<FigureReader>().AddSingleton<FigureDesk>().AddSingleton<ExplainDesk>().AddSingleton(KnownRecords).AddSingleton<BulletinDesk>();
        services.AddSingleton<RecordRecount>().AddSingleton<FeedRebuild>().AddSingleton<RecountDesk>().AddHostedService<RecountTimer>();
        services.AddReleases();
        services.AddRecordStore(FeedNames.Statistics, FilterKinds.Filters).AddStoreHealth(FeedNames.Statistics, Filters).AddSingleton<FilterRegister>();
        return builder.AddFollowing();
    }

    public static WebApplication MapStatistics(this WebApplication app)
    {
        app.MapGrpcService<StatisticsGrpcService>();
        app.MapGrpcService<CompletenessGrpcService>();
        app.MapGrpcService<ReleaseGrpcService>();
        app.MapGrpcService<FilterGrpcService>();
        return app;
    }

    private static void AddReleases(this IServiceCollection services)
    {
        services.AddRecordStore(FeedNames.Statistics, ReleaseKinds.Releases).AddRecordStore(FeedNames.Statistics, ReleaseKinds.Contents);
        services.AddStoreHealth(FeedNames.Statistics, Releases);
        services.AddSingleton<GateReader>().AddSingleton<GateDesk>();
        services.AddSingleton<ReleaseShelf>().AddSingleton<ReleaseTables>().AddSingleton<ReleaseComposer>().AddSingleton<ReleaseRegister>();
        services.AddSingleton<RevisedRecords>().AddSingleton<RevisionDesk>();
    }

    private static WebApplicationBuilder AddFollowing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FeedBoard>().AddSingleton<FoldGates>().AddSingleton<EventCounter>().AddSingleton<RuleUpdate>();
        services.AddHostedService<FeedFollowing>().AddHostedService<FeedWatch>();
        services.AddFeed(FeedNames.Patrols, addresses => addresses.Patrols).AddFeed(FeedNames.Persons, addresses => addresses.Persons)
            .AddFeed(FeedNames.Cases, addresses => addresses.Cases).AddFeed(FeedNames.Seizures, addresses => addresses.Seizures);
        services.AddSingleton<IFeedSource>(provider => new OwnFeed(provider.GetRequiredKeyedService<IDocumentStore>(FeedNames.Statistics)));
        services.AddSingleton(Followers);
        foreach (var feed in FeedNames.All)
            services.AddSingleton<IHealthContributor>(provider => new FeedHealth(feed, provider.GetRequiredService<FeedBoard>()));
        return builder;
    }

    private static IServiceCollection AddFeed(this IServiceCollection services, string feed, Func<FeedAddressOptions, Uri> address) =>
        services.AddSingleton<IFeedSource>(provider =>
            new RemoteFeed(feed, new FeedService.FeedServiceClient(Channel(provider, address)), provider.GetRequiredService<TimeProvider>()));

    private static IEnumerable<FeedFollower> Followers(IServiceProvider provider) =>
    [
        .. provider.GetServices<IFeedSource>().Select(source => new FeedFollower(
            source,
            provider.GetRequiredKeyedService<ILedger>(FeedNames.Statistics),
            provider.GetRequiredService<EventCounter>(),
            provider.GetRequiredService<FeedBoard>(),
            provider.GetRequiredService<FoldGates>(),
            provider.GetRequiredService<IOptions<StatisticsOptions>>(),
            provider.GetRequiredService<TimeProvider>())),
    ];

    private static KnownRecords KnownRecords(IServiceProvider provider) =>
        new(new(Channel(provider, addresses => addresses.Cases)));

    private static GrpcChannel Channel(IServiceProvider provider, Func<FeedAddressOptions, Uri> address) =>
        provider.GetRequiredService<ServiceChannels>().Open(address(provider.GetRequiredService<IOptions<FeedAddressOptions>>().Value));

    private static LocalDays Days(IServiceProvider provider) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<StatisticsOptions>>().Value.TimeZone));
}
