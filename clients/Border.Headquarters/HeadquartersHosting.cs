using System.Net;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Observability;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Border.Headquarters;

/// <summary>The one origin that browsers see: the web application, the session, and the way to the services.</summary>
public static class HeadquartersHosting
{
    private const long MaxRequestBytes = 8 * 1024 * 1024;

    private static readonly string[] OwnHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <param name="args">Configuration keys, as on the command line.</param>
    /// <param name="defaults">What holds where nothing is configured.</param>
    /// <param name="configure">What else to set up.</param>
    public static WebApplication Build(
        string[] args, IEnumerable<KeyValuePair<string, string?>>? defaults = null, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceProcess.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [Quiet("Microsoft.AspNetCore"), Quiet("Yarp"), Quiet(ServiceProcess.QuietHost, "Critical"), .. defaults ?? []] });
        configure?.Invoke(builder);
        var headquarters = Checked(builder.Configuration);
        AddServices(builder.Services, headquarters);
        var app = builder.Build();
        Map(app, headquarters);
        return app;
    }

    /// <summary>For a process of its own: in a station, the station tells of both.</summary>
    public static void AddTelemetry(WebApplicationBuilder builder) => builder.AddTelemetry("border-headquarters");

    /// <summary>What is set up by the options must not be set up by wrong ones.</summary>
    private static HeadquartersOptions Checked(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        services.AddCheckedOptions<HeadquartersOptions>(HeadquartersOptions.Section);
        services.AddSingleton<IValidateOptions<HeadquartersOptions>, HeadquartersOptionsCheck>();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<HeadquartersOptions>>().Value;
    }

    private static void AddServices(IServiceCollection services, HeadquartersOptions headquarters)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KestrelServerOptions>(kestrel => Listen(kestrel, headquarters));
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = HostsOf(headquarters));
        services.AddResponseCompression(compression =>
        {
            // Files of the application hold no secret that their size could tell.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/javascript", "text/css", "image/svg+xml"];
        });
        services.AddHttpForwarder();
        services.AddAuthorization();
        if (headquarters.HasIssuer)
            services.AddSignIn(headquarters);
    }

    private static void Map(WebApplication app, HeadquartersOptions headquarters)
    {
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseOwnPagesOnly();
        app.UseResponseCompression();
        if (headquarters.HasIssuer)
            app.UseAuthentication();
        app.UseAuthorization();
        app.UseSessionEnds();
        app.MapSession(headquarters);
        app.MapServices(headquarters);
        app.MapPages(WebFiles.At(headquarters.WebRoot));
    }

    private static void Listen(KestrelServerOptions kestrel, HeadquartersOptions headquarters)
    {
        // Endpoints from the section Kestrel would open ports that nothing here has checked.
        kestrel.ConfigurationLoader = null;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        var files = FilesOf(kestrel.ApplicationServices, new() { Certificate = headquarters.Certificate, Key = headquarters.Key });
        var address = ListenAddress.TryParse(headquarters.Url)!;
        if (address.Address.Equals(IPAddress.IPv6Any))
            kestrel.ListenAnyIP(address.Port, SetUp);
        else
            kestrel.Listen(address.Address, address.Port, SetUp);

        void SetUp(ListenOptions endpoint)
        {
            if (headquarters.HasTls)
                endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(files.AsServer(isRequired: false)) });
        }
    }

    /// <summary>Certificates that are read again when their files change.</summary>
    internal static TlsFiles FilesOf(IServiceProvider services, ServiceListenOptions listen) =>
        new(listen, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<TlsFiles>>());

    /// <summary>A page elsewhere whose own name was made to lead here must not be taken for a page from here.</summary>
    private static string[] HostsOf(HeadquartersOptions headquarters) =>
        headquarters.Hosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } hosts ? hosts : OwnHosts;

    private static KeyValuePair<string, string?> Quiet(string category, string level = "Warning") => new($"Logging:LogLevel:{category}", level);
}
