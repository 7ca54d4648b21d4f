using Border.Seizures;
using Border.ServiceDefaults.Hosting;

return await ServiceProcess.RunAsync(
    args, "border-seizures", SeizuresModule.DefaultPort, builder => builder.AddSeizures(), app => app.MapSeizures());
