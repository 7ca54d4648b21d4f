using System.Diagnostics.Metrics;
using Border.ServiceDefaults.Health;
using Border.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Border.ServiceDefaults.Observability;

/// <summary>Traces, metrics and logs go out over OTLP when, and only when, there is somewhere to send them.</summary>
public static class Telemetry
{
    private const string StandardKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OwnKey = $"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}";

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Border.*"];
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "Border.*"];

    private static readonly Meter Meter = new("Border.ServiceDefaults");

    /// <summary>How long calls take, by service, method and status.</summary>
    internal static Histogram<double> CallDuration { get; } =
        Meter.CreateHistogram<double>("rpc.server.duration", "s", "How long calls take that this process serves.");

    /// <summary>What probes are told, for whoever is to be woken. Each process has its own: several run in one test.</summary>
    internal static void ObserveHealth(IMeterFactory meters, HealthBoard board) => meters.Create(Meter.Name).CreateObservableGauge(
        "border.serving",
        () => board.Serving().Select(service => new Measurement<long>(service.Value ? 1 : 0, new KeyValuePair<string, object?>("service", service.Key))),
        description: "1 while a service serves and 0 while it does not, by its name in health.");

    /// <param name="builder">The process.</param>
    /// <param name="serviceName">Its name in what it tells: `border-cases`.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, string serviceName)
    {
        builder.Services.AddCheckedOptions<TelemetryOptions>(TelemetryOptions.Section);
        var key = builder.Configuration[OwnKey] is { Length: > 0 } ? OwnKey : StandardKey;
        if (builder.Configuration[key] is not { Length: > 0 } endpoint)
            return;

        // The exporter would say nothing, and send nothing.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new OptionsValidationException(key, typeof(TelemetryOptions), [$"{key} must be an http or https address, such as http://127.0.0.1:4317."]);
        builder.Configuration[StandardKey] = endpoint;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .WithTracing(tracing => tracing.AddSource(Sources))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging()
            .UseOtlpExporter();
    }
}
