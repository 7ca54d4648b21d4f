using Border.Headquarters;
using Border.ServiceDefaults.Hosting;

return await ServiceProcess.ExplainedAsync(async () =>
{
    await using var app = HeadquartersHosting.Build(args);
    await app.RunAsync();
    return 0;
});
