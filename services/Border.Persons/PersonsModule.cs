using Border.Persons.Interceptions;
using Border.Persons.Zones;
using Border.ServiceDefaults.Records;

namespace Border.Persons;

public static class PersonsModule
{
    public const int DefaultPort = 5412;

    public static WebApplicationBuilder AddPersons(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords("persons", "border.persons.v1.PersonService", InterceptionRegister.Kind).AddRecordStore("persons", InterceptionRegister.Kind);
        builder.Services.AddSingleton<InterceptionRegister>().AddSingleton<ZoneDesk>();
        return builder;
    }

    public static WebApplication MapPersons(this WebApplication app)
    {
        app.MapGrpcService<PersonGrpcService>();
        return app;
    }
}
