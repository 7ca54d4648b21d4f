using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Feeds;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Observability;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Tokens;
using Border.ServiceDefaults.Validation;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Hosting;

/// <summary>What every process of the system has in common.</summary>
public static class ServiceHosting
{
    private const int MaxMessageBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <param name="builder">The process.</param>
    /// <param name="serviceName">Its name in traces: `border-cases`.</param>
    /// <param name="defaultPort">The loopback port that it listens on unless <c>Listen:Url</c> says otherwise.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string serviceName, int defaultPort)
    {
        builder.Configuration.Sources.Insert(0, QuietFrameworks());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        AddListening(builder.Services, defaultPort);
        AddCalls(builder.Services);
        builder.Services.AddHealth();
        builder.AddTelemetry(serviceName);
        return builder;
    }

    /// <summary>Serves health, reflection, and the feeds, records and attachments of the modules beside the process's own services.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        CommandLineKeys.RequireKnown((IConfigurationRoot)app.Configuration, [.. app.Services.GetServices<CheckedSection>().Select(section => section.Name)]);
        app.UseProbePort();
        app.UseBrokenFrameAnswers();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapGrpcService<HealthGrpcService>();
        app.MapGrpcReflectionService();
        app.MapFeeds();
        app.MapRecords();
        app.MapAttachments();
        return app;
    }

    private static void AddListening(IServiceCollection services, int defaultPort)
    {
        services.AddCheckedOptions<ServiceListenOptions>(ServiceListenOptions.Section)
            .PostConfigure(listen => listen.Url = listen.Url is "" ? $"http://127.0.0.1:{defaultPort}" : listen.Url);
        services.AddSingleton<IValidateOptions<ServiceListenOptions>, ServiceListenOptionsCheck>();
        services.AddSingleton<IPostConfigureOptions<KestrelServerOptions>, KestrelSetup>();
        services.AddSingleton(provider => new TlsFiles(
            provider.GetRequiredService<IOptions<ServiceListenOptions>>().Value, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TlsFiles>>()));
        services.AddActors();
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.AddCheckedOptions<BulkOptions>(BulkOptions.Section);
        services.AddCheckedOptions<LimitOptions>(LimitOptions.Section);
        services.AddMasterKey();
        services.AddSingleton<FieldRules>().AddSingleton<ErrorTranslation>().AddSingleton<BulkStream>().AddSingleton<ServiceChannels>();
        services.AddSingleton<CallerLimits>();
        services.AddCheckedOptions<AuditOptions>(AuditOptions.Section);
        services.AddSingleton<AuditDesk>().AddSingleton<AuditSigningKey>().AddSingleton<AuditWitness>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditWitness>());
        services.AddSingleton<CallActors>().AddSingleton<CallAudit>().AddSingleton<CallInterceptor>();
        services.AddGrpc(SetUp);
        services.RemoveAll(typeof(IServiceMethodProvider<>));
        services.AddSingleton(typeof(IServiceMethodProvider<>), typeof(ServiceMethods<>));
        services.AddGrpcReflection();
    }

    private static void SetUp(GrpcServiceOptions grpc)
    {
        grpc.MaxReceiveMessageSize = MaxMessageBytes;
        grpc.EnableDetailedErrors = false;
        grpc.Interceptors.Add<CallInterceptor>();
    }

    // Two log lines a call are too many. Any other source of configuration overrides these.
    private static MemoryConfigurationSource QuietFrameworks() => new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:Grpc"] = "Warning",

            // The interceptor logs every fault of ours; what is left to this one are frames that break the protocol.
            ["Logging:LogLevel:Grpc.AspNetCore.Server.ServerCallHandler"] = "None",

            [$"Logging:LogLevel:{ServiceProcess.QuietHost}"] = "Critical",
        },
    };
}
