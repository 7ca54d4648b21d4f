using Border.Persons.Interceptions;
using Border.Persons.Matching;
using Border.Persons.Registry;
using Border.Persons.Watching;
using Border.Persons.Zones;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;

namespace Border.Persons;

public static class PersonsModule
{
    public const int DefaultPort = 5412;

    /// <summary>The name of the database and feed.</summary>
    internal const string Service = "persons";

    public static WebApplicationBuilder AddPersons(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddRecords(
                Service,
                "border.persons.v1.PersonService",
                InterceptionRegister.Kind,
                PersonRegister.Kind,
                MatchRegister.Kind,
                WatchRegister.Kind,
                WatchBook.Kind)
            .AddStoreHealth(Service, "border.persons.v1.PersonRegistryService")
            .AddStoreHealth(Service, "border.persons.v1.MatchReviewService")
            .AddRecordStore(Service, InterceptionRegister.Kind)
            .AddRecordStore(Service, PersonRegister.Kind)
            .AddRecordStore(Service, MatchRegister.Kind)
            .AddStoreHealth(Service, "border.persons.v1.WatchService")
            .AddRecordStore(Service, WatchRegister.Kind)
            .AddRecordStore(Service, WatchBook.Kind);
        builder.Services
            .AddSingleton<MatchFinder>()
            .AddSingleton<InterceptionRegister>()
            .AddSingleton<PersonRegister>()
            .AddSingleton<MatchRegister>()
            .AddSingleton<WatchBook>()
            .AddSingleton<LookBack>()
            .AddSingleton<LateHits>()
            .AddSingleton<WatchRegister>()
            .AddSingleton<PersonsDesk>()
            .AddSingleton<ZoneDesk>()
            .AddForms(Service)
            .AddErasure(Service, PersonErasing.Kinds);
        return builder;
    }

    public static WebApplication MapPersons(this WebApplication app)
    {
        app.MapGrpcService<PersonGrpcService>();
        app.MapGrpcService<PersonRegistryGrpcService>();
        app.MapGrpcService<MatchReviewGrpcService>();
        app.MapGrpcService<WatchGrpcService>();
        return app;
    }
}
