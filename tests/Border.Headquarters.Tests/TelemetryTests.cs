using Border.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Border.Headquarters.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Request_WithAnEndpoint_IsExportedWithoutWhatWasAskedFor()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var headquarters = await RunningHeadquarters.StartAsync(
            0, ("Telemetry:OtlpEndpoint", collector.Uri.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        using var browser = new HttpClient();

        using var answer = await browser.GetAsync(new Uri(headquarters.Uri, "/session/signed-in?code=invented-code&name=Wang-invented"));
        // The answer is there before its span has ended.
        await headquarters.StopAsync();
        headquarters.Services.GetRequiredService<TracerProvider>().ForceFlush();
        headquarters.Services.GetRequiredService<MeterProvider>().ForceFlush();
        headquarters.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        Assert.Contains("border-headquarters", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("Microsoft.AspNetCore.Hosting.HttpRequestIn", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("/session/{**path}", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        var told = collector.Text("/v1/traces") + collector.Text("/v1/metrics") + collector.Text("/v1/logs");
        Assert.DoesNotContain("invented-code", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Wang-invented", told, StringComparison.Ordinal);
    }
}
