using Border.Patrols.Watching;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Records;

namespace Border.Patrols;

public static class PatrolsModule
{
    public const int DefaultPort = 5411;

    public static WebApplicationBuilder AddPatrols(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords("patrols", "border.patrols.v1.PatrolService", PatrolRegister.Kind).AddRecordStore("patrols", PatrolRegister.Kind);
        builder.Services.AddAttachments("patrols");
        builder.Services.AddStoreHealth("patrols", "border.patrols.v1.PatrolWatchService");
        builder.Services.AddSingleton<PatrolRegister>();
        builder.Services.AddSingleton<PatrolWatcher>();
        return builder;
    }

    public static WebApplication MapPatrols(this WebApplication app)
    {
        app.MapGrpcService<PatrolGrpcService>();
        app.MapGrpcService<PatrolWatchGrpcService>();
        return app;
    }
}
