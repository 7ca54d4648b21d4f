using Border.Headquarters;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Observability;

return await ServiceProcess.ExplainedAsync(async () =>
{
    await using var app = HeadquartersHosting.Build(args, configure: HeadquartersHosting.AddTelemetry);
    CommandLineKeys.RequireKnown((IConfigurationRoot)app.Configuration, HeadquartersOptions.Section, TelemetryOptions.Section);
    await app.RunAsync();
    return 0;
});
