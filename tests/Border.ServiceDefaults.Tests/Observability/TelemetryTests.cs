using System.Diagnostics;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Hosting;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Border.ServiceDefaults.Tests.Observability;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Call_WithAnEndpoint_IsExportedAsATraceOfTheCall()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var host = await TestHost.StartAsync(
            new ScriptedCases { Get = (_, _) => throw Refusals.NotFound("cases/a") },
            args: [$"--Telemetry:OtlpEndpoint={collector.Uri}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"]);
        await Assert.ThrowsAsync<RpcException>(() => host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" }).ResponseAsync);

        await host.StopAsync();
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();

        var traces = collector.Text("/v1/traces");
        Assert.Contains("border-test", traces, StringComparison.Ordinal);
        foreach (var text in new[] { "rpc.system", "grpc", "rpc.service", "border.cases.v1.CaseService", "rpc.method", "GetCase", "rpc.grpc.status_code" })
            Assert.Contains(text, traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThatFailsByOurFault_IsExportedAsMetricAndLogWithoutWhatWasSent()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var host = await TestHost.StartAsync(
            new ScriptedCases { Register = (_, _) => throw new InvalidOperationException("A fault of ours.") },
            args: [$"--Telemetry:OtlpEndpoint={collector.Uri}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"]);
        var request = Requests.Register();
        request.Case.Particulars = new CaseParticulars { Title = "Wang-invented" };
        await Assert.ThrowsAsync<RpcException>(() => host.Cases.RegisterCaseAsync(request).ResponseAsync);

        await host.StopAsync();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        host.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        Assert.Contains("rpc.server.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("A fault of ours.", collector.Text("/v1/logs"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wang-invented", collector.Text("/v1/metrics") + collector.Text("/v1/logs") + collector.Text("/v1/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithoutAnEndpoint_IsNotExported()
    {
        await using var host = await TestHost.StartAsync();

        await host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" });

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task Call_FromOneServiceToAnother_IsOneTrace()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        string? inner = null;
        await using var second = await TestHost.StartAsync(new ScriptedCases
        {
            Get = (_, _) =>
            {
                inner = Activity.Current?.TraceId.ToString();
                return Task.FromResult(new Case());
            },
        });
        string? outer = null;
        TestHost? first = null;
        first = await TestHost.StartAsync(new ScriptedCases
        {
            Get = async (request, context) =>
            {
                outer = Activity.Current?.TraceId.ToString();
                using var channel = first!.Services.GetRequiredService<ServiceChannels>().Open(second.Uri);
                return await new CaseService.CaseServiceClient(channel).GetCaseAsync(request, cancellationToken: context.CancellationToken);
            },
        });
        await using var _ = first;

        await first.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" });

        Assert.NotNull(outer);
        Assert.Equal(outer, inner);
    }
}
