using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Border.ServiceDefaults.Observability;

/// <summary>Traces, metrics and logs go out over OTLP when, and only when, there is somewhere to send them.</summary>
internal static class Telemetry
{
    private const string StandardKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OwnKey = "Telemetry:OtlpEndpoint";

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Border.*"];
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "Border.*"];

    private static readonly Meter Meter = new("Border.ServiceDefaults");

    /// <summary>How long calls take, by service, method and status.</summary>
    public static Histogram<double> CallDuration { get; } =
        Meter.CreateHistogram<double>("rpc.server.duration", "s", "How long calls take that this process serves.");

    public static void AddTelemetry(this WebApplicationBuilder builder, string serviceName)
    {
        var endpoint = builder.Configuration[OwnKey] is { Length: > 0 } own ? own : builder.Configuration[StandardKey];
        if (string.IsNullOrEmpty(endpoint))
            return;
        builder.Configuration[StandardKey] = endpoint;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .WithTracing(tracing => tracing.AddSource(Sources))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging()
            .UseOtlpExporter();
    }
}
