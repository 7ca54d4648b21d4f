using Border.ServiceDefaults.Records;

namespace Border.Persons;

public static class PersonsModule
{
    public const int DefaultPort = 5412;

    public static WebApplicationBuilder AddPersons(this WebApplicationBuilder builder)
    {
        builder.Services.AddRecords("persons", "border.persons.v1.PersonService", PersonRegister.Kind).AddRecordStore("persons", PersonRegister.Kind);
        builder.Services.AddSingleton<PersonRegister>();
        return builder;
    }

    public static WebApplication MapPersons(this WebApplication app)
    {
        app.MapGrpcService<PersonGrpcService>();
        return app;
    }
}
