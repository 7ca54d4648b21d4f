using Border.Benchmarks.Load;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.Benchmarks.Peers;

/// <summary>
/// The limits that the system is compared with, as gRPC servers of a few lines: the same server and the same contract, and
/// nothing between them and the database.
/// </summary>
internal static class PeerHost
{
    public const string Command = "serve";
    public const string BareLoop = "bare-loop";
    public const string Textbook = "textbook";
    public const string Unaudited = "unaudited";

    public static async Task RunAsync(string[] args)
    {
        if (args[1] == Unaudited)
        {
            await UnauditedHost.RunAsync(args[2..]);
            return;
        }

        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args[2..]]);
        builder.Logging.ClearProviders();
        var address = new Uri(builder.Configuration["Listen:Url"]!);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(address.Port, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        builder.Services.AddSingleton(health);
        if (args[1] == BareLoop)
            builder.Services.AddSingleton(new BareSqliteLoop(builder.Configuration["Peer:File"]!, builder.Configuration.GetValue<int>("Peer:MaxBatch")));
        else
            builder.Services.AddSingleton(new TextbookHandler(builder.Configuration["Peer:ConnectionString"]!));

        await using var app = builder.Build();
        app.MapGrpcService<HealthServiceImpl>();
        if (args[1] == BareLoop)
            app.MapGrpcService<BareCaseService>();
        else
            app.MapGrpcService<TextbookCaseService>();
        await app.RunAsync();
    }
}
