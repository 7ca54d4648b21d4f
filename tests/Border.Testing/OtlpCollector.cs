using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.Testing;

/// <summary>Takes what is sent over OTLP in HTTP.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received;

    private OtlpCollector(WebApplication app, ConcurrentQueue<(string Path, byte[] Body)> received) => (this.app, this.received) = (app, received);

    public Uri Uri => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>All that came by a path; what is text in it can be read.</summary>
    public string Text(string path) => Encoding.UTF8.GetString([.. received.Where(post => post.Path == path).SelectMany(post => post.Body)]);

    public static async Task<OtlpCollector> StartAsync()
    {
        var received = new ConcurrentQueue<(string, byte[])>();
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue((context.Request.Path, body.ToArray()));
        });
        await app.StartAsync();
        return new OtlpCollector(app, received);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
