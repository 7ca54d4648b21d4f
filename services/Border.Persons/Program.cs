using Border.Persons;
using Border.ServiceDefaults.Hosting;

return await ServiceProcess.RunAsync(
    args, "border-persons", PersonsModule.DefaultPort, builder => builder.AddPersons(), app => app.MapPersons());
