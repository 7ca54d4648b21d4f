using Border.Cases;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Hosting;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Benchmarks.Peers;

/// <summary>The real service of cases, but that it answers without having entered what it tells.</summary>
internal static class UnauditedHost
{
    public static Task<int> RunAsync(string[] args) => ServiceProcess.RunAsync(
        args,
        "border-unaudited",
        CasesModule.DefaultPort,
        builder =>
        {
            builder.AddCases();
            builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<Untold>());
        },
        app => app.MapCases());

    private sealed class Untold : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            AuditTrail.ToldNothing();
            return continuation(request, context);
        }
    }
}
