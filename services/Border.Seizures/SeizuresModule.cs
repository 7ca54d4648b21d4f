using Border.Seizures.Substances;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Records;

namespace Border.Seizures;

public static class SeizuresModule
{
    public const int DefaultPort = 5414;

    public static WebApplicationBuilder AddSeizures(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords("seizures", "border.seizures.v1.SeizureService", SeizureRegister.Kind).AddRecordStore("seizures", SeizureRegister.Kind);
        builder.Services.AddStoreHealth("seizures", "border.seizures.v1.SubstanceService");
        builder.Services.AddSingleton<SeizureRegister>();
        return builder;
    }

    public static WebApplication MapSeizures(this WebApplication app)
    {
        app.MapGrpcService<SeizureGrpcService>();
        app.MapGrpcService<SubstanceGrpcService>();
        return app;
    }
}
