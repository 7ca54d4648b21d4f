using Border.Cases;
using Border.ServiceDefaults.Hosting;

return await ServiceProcess.RunAsync(
    args, "border-cases", CasesModule.DefaultPort, builder => builder.AddCases(), app => app.MapCases());
