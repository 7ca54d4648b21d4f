using Border.Patrols;
using Border.ServiceDefaults.Hosting;

return await ServiceProcess.RunAsync(
    args, "border-patrols", PatrolsModule.DefaultPort, builder => builder.AddPatrols(), app => app.MapPatrols());
