using Border.Patrols.Boundaries;
using Border.Patrols.Devices;
using Border.Patrols.Reference;
using Border.Patrols.Tracks;
using Border.Patrols.Watching;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

public static class PatrolsModule
{
    public const int DefaultPort = 5411;

    private const string Store = "patrols";

    public static WebApplicationBuilder AddPatrols(this WebApplicationBuilder builder)
    {
        builder.Services.AddCheckedOptions<PatrolsOptions>(PatrolsOptions.Section);
        builder.Services
            .AddRecords(Store, "border.patrols.v1.PatrolService", PatrolRegister.Kind, TrackKinds.Track, BoundaryKinds.Section, BoundaryKinds.Whole, DeviceKind.Records)
            .AddRecordStore(Store, PatrolRegister.Kind)
            .AddRecordStore(Store, TrackKinds.Track)
            .AddRecordStore(Store, TrackKinds.Chunk)
            .AddRecordStore(Store, BoundaryKinds.Section)
            .AddRecordStore(Store, BoundaryKinds.Whole)
            .AddRecordStore(Store, DeviceKind.Records)
            .AddRecordStore(Store, ReferenceKinds.Units)
            .AddRecordStore(Store, ReferenceKinds.Forms)
            .AddAttachments(Store).AddSingleton<IAttachmentReaders, PatrolAttachments>()
            .AddForms(Store, (provider, request, ct) => provider.GetRequiredService<FormRegister>().ListAsync(request, ct))
            .AddErasure(Store, [.. PatrolErasing.Kinds, .. DeviceErasing.Kinds])
            .AddStoreHealth(
                Store,
                "border.patrols.v1.PatrolWatchService",
                "border.patrols.v1.TrackService",
                "border.patrols.v1.BoundaryService",
                "border.patrols.v1.DeviceService",
                "border.patrols.v1.ReferenceService");
        builder.Services.AddSingleton<PatrolRegister>().AddSingleton<PatrolWatcher>().AddSingleton<PatrolSubmissions>();
        builder.Services.AddSingleton<GpxReader>().AddSingleton<TrackRegister>().AddSingleton<ChunkMemory>();
        builder.Services.AddSingleton<BoundaryRegister>().AddSingleton<CoverageReader>().AddSingleton<CoverageDesk>();
        builder.Services.AddSingleton<DeviceContacts>().AddSingleton<DeviceRegister>();
        builder.Services.AddSingleton<UnitRegister>().AddSingleton<FormRegister>();
        return builder;
    }

    public static WebApplication MapPatrols(this WebApplication app)
    {
        app.MapGrpcService<PatrolGrpcService>();
        app.MapGrpcService<PatrolWatchGrpcService>();
        app.MapGrpcService<TrackGrpcService>();
        app.MapGrpcService<BoundaryGrpcService>();
        app.MapGrpcService<DeviceGrpcService>();
        app.MapGrpcService<ReferenceGrpcService>();
        return app;
    }
}
