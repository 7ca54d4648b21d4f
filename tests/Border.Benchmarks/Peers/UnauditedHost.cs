using Border.Cases;
using Border.ServiceDefaults.Hosting;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

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
            builder.Services.PostConfigure<GrpcServiceOptions>(grpc => grpc.Interceptors.Remove(grpc.Interceptors.Single(interceptor => interceptor.Type.Name == Audit)));
        },
        app => app.MapCases());
}
