using Border.Cases.V1;
using Border.ServiceDefaults.Hosting;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Tests;

/// <summary>A real process's host on a free loopback port, with a case service that does what a test says.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app) =>
        (_app, Channel) = (app, GrpcChannel.ForAddress(app.ListenUri(), new GrpcChannelOptions { MaxReceiveMessageSize = null }));

    public GrpcChannel Channel { get; }

    public CaseService.CaseServiceClient Cases => new(Channel);

    public Uri Uri => _app.ListenUri();

    public IServiceProvider Services => _app.Services;

    public static async Task<TestHost> StartAsync(
        ScriptedCases? cases = null, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null, params string[] args)
    {
        var app = Build(cases, configure, map, args);
        await app.StartAsync();
        return new TestHost(app);
    }

    public static WebApplication Build(
        ScriptedCases? cases = null, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null, params string[] args)
    {
        var builder = ServiceProcess.CreateBuilder(["--Listen:Url=http://127.0.0.1:0", .. args]);
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("border-test", 0);
        builder.Services.AddSingleton(cases ?? new ScriptedCases());
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGrpcService<ScriptedCases>();
        map?.Invoke(app);
        return app;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
    }
}
