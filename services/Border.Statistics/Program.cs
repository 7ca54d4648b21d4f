using Border.ServiceDefaults.Hosting;
using Border.Statistics;

return await ServiceProcess.RunAsync(
    args, "border-statistics", StatisticsModule.DefaultPort, builder => builder.AddStatistics(), app => app.MapStatistics());
