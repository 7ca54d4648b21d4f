using Border.ServiceDefaults.Records;

namespace Border.Patrols;

public static class PatrolsModule
{
    public const int DefaultPort = 5411;

    public static WebApplicationBuilder AddPatrols(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords("patrols", PatrolRegister.Kind, "border.patrols.v1.PatrolService");
        builder.Services.AddSingleton<PatrolRegister>();
        return builder;
    }

    public static WebApplication MapPatrols(this WebApplication app)
    {
        app.MapGrpcService<PatrolGrpcService>();
        return app;
    }
}
