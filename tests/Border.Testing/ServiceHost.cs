using Border.ServiceDefaults.Hosting;
using Border.Storage;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Border.Testing;

/// <summary>A service as it really runs, in this process, on a free loopback port, with a channel to it.</summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ServiceHost(WebApplication app)
    {
        this.app = app;
        Channel = GrpcChannel.ForAddress(app.ListenUri());
    }

    public GrpcChannel Channel { get; }

    public Uri Address => app.ListenUri();

    public IServiceProvider Services => app.Services;

    public static async Task<ServiceHost> StartAsync(
        StoragePlace place, Action<WebApplicationBuilder> add, Action<WebApplication> map, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Listen:Url"] = "http://127.0.0.1:0",
            ["Storage:Engine"] = place.Options.Engine.ToString(),
            ["Privacy:Key"] = StoragePlace.PrivacyKey,
            // Most tests of erasing are about what is left.
            ["Retention:SecondPerson"] = "false",
            ["Storage:DatabasePrefix"] = place.Options.DatabasePrefix,
            [place.Options.Engine == StorageEngineKind.Sqlite ? "Storage:DataDirectory" : "Storage:ConnectionString"] = place.Place,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults("border-test", 0);
        add(builder);
        await place.PrepareAsync(builder.Services);
        var app = builder.Build();
        app.MapServiceDefaults();
        map(app);
        await app.StartAsync();
        return new ServiceHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
