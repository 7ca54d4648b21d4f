using System.Net;
using Border.Cases;
using Border.ServiceDefaults.Hosting;
using Border.Storage;
using Border.Testing;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Border.Headquarters.Tests;

/// <summary>The origin that browsers see, with the service of cases behind it, as they really run.</summary>
internal sealed class RunningHeadquarters : IAsyncDisposable
{
    public const string Page = "<!doctype html><meta property=\"csp-nonce\" nonce=\"__CSP_NONCE__\"><title>Border</title>";

    private readonly ScratchFolder _web;
    private readonly StoragePlace _place;
    private readonly ServiceHost _cases;
    private readonly WebApplication _app;

    private RunningHeadquarters(ScratchFolder web, StoragePlace place, ServiceHost cases, WebApplication app) =>
        (_web, _place, _cases, _app) = (web, place, cases, app);

    public Uri Uri => _app.ListenUri();

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the service of cases keeps its files.</summary>
    public string DataDirectory => _place.Place;

    public static async Task<RunningHeadquarters> StartAsync(int port = 0, params (string Key, string Value)[] settings)
    {
        var web = new ScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(web.Path, "index.html"), Page);
        Directory.CreateDirectory(Path.Combine(web.Path, "assets"));
        await File.WriteAllTextAsync(Path.Combine(web.Path, "assets", "main-1.js"), "export {}");
        var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        (string Key, string Value)[] ofService = [.. settings.Where(setting => setting.Key.StartsWith("Tokens:", StringComparison.Ordinal))];
        var cases = await ServiceHost.StartAsync(place, builder => builder.AddCases(), app => app.MapCases(), ofService);
        string[] args =
        [
            $"--Headquarters:Url=http://127.0.0.1:{port}", $"--Headquarters:WebRoot={web.Path}", $"--Headquarters:Cases={cases.Address}",
            .. settings.Except(ofService).Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        try
        {
            var headquarters = HeadquartersHosting.Build(args, configure: builder =>
            {
                builder.Logging.ClearProviders();
                HeadquartersHosting.AddTelemetry(builder);
            });
            await headquarters.StartAsync();
            return new(web, place, cases, headquarters);
        }
        catch
        {
            await cases.DisposeAsync();
            place.Dispose();
            web.Dispose();
            throw;
        }
    }

    /// <summary>A channel as a page's script has it.</summary>
    public GrpcChannel Open(HttpClientHandler? browser = null, params (string Name, string Value)[] headers) =>
        GrpcChannel.ForAddress(new Uri(Uri, "/"), new GrpcChannelOptions
        {
            HttpHandler = new PageCalls(new GrpcWebHandler(GrpcWebMode.GrpcWeb, browser ?? new HttpClientHandler()), headers),
            HttpVersion = HttpVersion.Version11,
            DisposeHttpClient = true,
        });

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _cases.DisposeAsync();
        _place.Dispose();
        _web.Dispose();
    }

    /// <summary>Sends a call to the path of its service, with what a page adds.</summary>
    private sealed class PageCalls(HttpMessageHandler inner, (string Name, string Value)[] headers) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(request.RequestUri!, $"/api/cases{request.RequestUri!.AbsolutePath}");
            foreach (var (name, value) in headers.Length > 0 ? headers : [("x-border-web", "1")])
                request.Headers.TryAddWithoutValidation(name, value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
