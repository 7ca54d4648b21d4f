using Border.Patrols.Tracks;
using Border.Patrols.Watching;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

public static class PatrolsModule
{
    public const int DefaultPort = 5411;

    private const string Store = "patrols";

    public static WebApplicationBuilder AddPatrols(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords(Store, "border.patrols.v1.PatrolService", PatrolRegister.Kind, TrackKinds.Track)
            .AddRecordStore(Store, PatrolRegister.Kind)
            .AddRecordStore(Store, TrackKinds.Track)
            .AddRecordStore(Store, TrackKinds.Chunk)
            .AddAttachments(Store)
            .AddStoreHealth(Store, "border.patrols.v1.PatrolWatchService", "border.patrols.v1.TrackService");
        builder.Services.AddSingleton<PatrolRegister>().AddSingleton<PatrolWatcher>().AddSingleton<PatrolSubmissions>();
        builder.Services.AddSingleton<GpxReader>().AddSingleton<TrackRegister>();
        return builder;
    }

    public static WebApplication MapPatrols(this WebApplication app)
    {
        app.MapGrpcService<PatrolGrpcService>();
        app.MapGrpcService<PatrolWatchGrpcService>();
        app.MapGrpcService<TrackGrpcService>();
        return app;
    }
}
