using Border.ServiceDefaults.Hosting;
using Border.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Health;

public static class HealthHosting
{
    private const string HealthPath = "/grpc.health.v1.Health";

    /// <summary>The services serve while the document store of that key can be read and written. Each store is asked once for all of them.</summary>
    public static IServiceCollection AddStoreHealth(this IServiceCollection services, string storeKey, params string[] serviceNames)
    {
        foreach (var name in serviceNames)
            services.AddKeyedSingleton(storeKey, new StoreUser(name));
        if (services.Any(service => service.ServiceType == typeof(StoreHealth) && Equals(service.ServiceKey, storeKey)))
            return services;
        return services
            .AddKeyedSingleton(storeKey, (provider, _) => new StoreHealth(
                () => provider.GetRequiredKeyedService<IDocumentStore>(storeKey),
                [.. provider.GetKeyedServices<StoreUser>(storeKey).Select(user => user.ServiceName).Distinct()]))
            .AddSingleton<IHealthContributor>(provider => provider.GetRequiredKeyedService<StoreHealth>(storeKey));
    }

    internal static void AddHealth(this IServiceCollection services) =>
        services.AddSingleton<HealthBoard>().AddSingleton<HealthGrpcService>().AddHostedService<HealthPoll>();

    /// <summary>The port for probes has no TLS and is open to all, so nothing but health is to be had there.</summary>
    internal static void UseProbePort(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ServiceListenOptions>>();
        app.Use(next => options.Value.HealthPort == 0 ? next : context => OnlyHealthAsync(options.Value.HealthPort, next, context));
    }

    private static Task OnlyHealthAsync(int probePort, RequestDelegate next, HttpContext context)
    {
        if (context.Connection.LocalPort != probePort || context.Request.Path.StartsWithSegments(HealthPath, StringComparison.Ordinal))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
