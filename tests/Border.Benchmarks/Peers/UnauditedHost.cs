using Border.Cases;
using Border.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Border.Benchmarks.Peers;

/// <summary>The real service of cases, but that it answers without having entered what it tells.</summary>
internal static class UnauditedHost
{
    private const string Audit = "AuditInterceptor";

    public static Task<int> RunAsync(string[] args) => ServiceProcess.RunAsync(
        args,
        "border-unaudited",
        CasesModule.DefaultPort,
        builder =>
        {
            builder.AddCases();
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == Audit));
        },
        app => app.MapCases());
}
