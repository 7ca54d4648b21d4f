using Border.Cases.Emergencies;
using Border.Cases.Erasing;
using Border.Cases.Links;
using Border.Cases.Notices;
using Border.Cases.Work;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Health;
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
        services.AddRecords(Service, "border.cases.v1.CaseService", CaseKind.Records, NoteRegister.Kind, TaskRegister.Kind, CorrectionRegister.Kind, NoticeKind.Records, EvidenceRegister.Kind, EmergencyKind.Records)
            .AddRecordStore(Service, CaseKind.Records).AddRecordStore(Service, NoteRegister.Kind)
            .AddRecordStore(Service, TaskRegister.Kind).AddRecordStore(Service, CorrectionRegister.Kind)
            .AddRecordStore(Service, NoticeKind.Records).AddRecordStore(Service, EvidenceRegister.Kind)
            .AddRecordStore(Service, EmergencyKind.Records);
        services.AddForms(Service).AddErasure(Service, CaseErasing.Kinds);
        services.AddRecordStore(Service, ErasureKinds.Erasures).AddRecordStore(Service, ErasureKinds.Holds);
        services.AddSingleton<NamingCases>().AddSingleton<ErasedPersons>().AddHostedService<ErasureFollower>();
        services.AddSingleton(provider => new FollowedErasures(Service, provider.GetRequiredService<ErasedPersons>().IsEmptyingAsync));
        services.AddAttachments(Service).AddSingleton<IAttachmentReaders, CaseAttachments>();
        services.AddSingleton<OffenceCatalogue>().AddSingleton<CaseNumbers>().AddSingleton<CaseRegister>();
        services.AddSingleton<LinkedRecords>().AddSingleton<LinkRegister>();
        services.AddStoreHealth(
            Service,
            "border.cases.v1.CaseNoteService",
            "border.cases.v1.CaseTaskService",
            "border.cases.v1.CaseCorrectionService",
            "border.cases.v1.NoticeService",
            "border.cases.v1.CaseEvidenceService",
            "border.cases.v1.EmergencyAccessService");
        services.AddSingleton<NoteRegister>().AddSingleton<TaskRegister>().AddSingleton<CorrectionRegister>().AddSingleton<EvidenceRegister>();
        services.AddSingleton<NoticeReferences>().AddSingleton<NoticeRegister>();
        services.AddSingleton<EmergencyRegister>().AddSingleton<EmergencyWatcher>();
        services.AddSingleton<TimelineReader>().AddSingleton<CaseSubmissions>();
        return builder;
    }

    public static WebApplication MapCases(this WebApplication app)
    {
        app.MapGrpcService<CaseGrpcService>();
        app.MapGrpcService<NoteGrpcService>();
        app.MapGrpcService<TaskGrpcService>();
        app.MapGrpcService<CorrectionGrpcService>();
        app.MapGrpcService<NoticeGrpcService>();
        app.MapGrpcService<EvidenceGrpcService>();
        app.MapGrpcService<EmergencyGrpcService>();
        return app;
    }
}
