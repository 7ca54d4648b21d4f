using Border.ServiceDefaults.Records;

namespace Border.Cases;

public static class CasesModule
{
    public const int DefaultPort = 5413;

    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords("cases", "border.cases.v1.CaseService", CaseRegister.Kind).AddRecordStore("cases", CaseRegister.Kind);
        builder.Services.AddSingleton<OffenceCatalogue>().AddSingleton<CaseRegister>();
        return builder;
    }

    public static WebApplication MapCases(this WebApplication app)
    {
        app.MapGrpcService<CaseGrpcService>();
        return app;
    }
}
