using Border.Seizures.Custody;
using Border.Seizures.Custody.Reports;
using Border.Seizures.Substances;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Records;

namespace Border.Seizures;

public static class SeizuresModule
{
    public const int DefaultPort = 5414;

    /// <summary>The name of the service's database and feed.</summary>
    internal const string Service = "seizures";

    public static WebApplicationBuilder AddSeizures(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords(Service, "border.seizures.v1.SeizureService", SeizureRegister.Kind, CustodyRegister.Kind)
            .AddRecordStore(Service, SeizureRegister.Kind)
            .AddRecordStore(Service, CustodyRegister.Kind)
            .AddStoreHealth(Service, "border.seizures.v1.SubstanceService", "border.seizures.v1.CustodyService")
            .AddSingleton<SeizureRegister>()
            .AddSingleton<ChainReader>()
            .AddSingleton<CustodyRegister>()
            .AddSingleton<CustodyReports>()
            .AddForms(Service)
            .AddErasure(Service, SeizureErasing.Kinds);
        return builder;
    }

    public static WebApplication MapSeizures(this WebApplication app)
    {
        app.MapGrpcService<SeizureGrpcService>();
        app.MapGrpcService<SubstanceGrpcService>();
        app.MapGrpcService<CustodyGrpcService>();
        return app;
    }
}
