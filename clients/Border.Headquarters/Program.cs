using Border.Headquarters;
using Border.ServiceDefaults.Hosting;

return await ServiceProcess.ExplainedAsync(async () =>
{
    await using var app = HeadquartersHosting.Build(args);
    CommandLineKeys.RequireKnown((IConfigurationRoot)app.Configuration, HeadquartersOptions.Section);
    await app.RunAsync();
    return 0;
});
