using Border.Cases.Links;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;

namespace Border.Cases;

public static class CasesModule
{
    public const int DefaultPort = 5413;

    /// <summary>The name of the database and of the feed.</summary>
    internal const string Service = "cases";

    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddCheckedOptions<CasesOptions>(CasesOptions.Section);
        services.AddCheckedOptions<LinkedServiceOptions>(LinkedServiceOptions.Section);
        services.AddRecords(Service, "border.cases.v1.CaseService", CaseKind.Records).AddRecordStore(Service, CaseKind.Records);
        services.AddAttachments(Service);
        services.AddSingleton<OffenceCatalogue>().AddSingleton<CaseNumbers>().AddSingleton<CaseRegister>();
        services.AddSingleton<LinkedRecords>().AddSingleton<LinkRegister>();
        return builder;
    }

    public static WebApplication MapCases(this WebApplication app)
    {
        app.MapGrpcService<CaseGrpcService>();
        return app;
    }
}
