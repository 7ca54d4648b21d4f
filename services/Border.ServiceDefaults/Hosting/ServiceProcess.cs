using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Hosting;

/// <summary>The whole of a Program.cs.</summary>
public static class ServiceProcess
{
    /// <summary>
    /// The category of the host's own errors. It throws them too: a start that failed is told by whoever catches that, in a line where it was
    /// a wrong option, and not with a stack trace before it.
    /// </summary>
    public const string QuietHost = "Microsoft.Extensions.Hosting.Internal.Host";

    private const int WrongConfiguration = 78;

    /// <summary>Runs services until the process is told to stop.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="serviceName">The name of the process in traces: `border-cases`.</param>
    /// <param name="defaultPort">The loopback port that it listens on unless <c>Listen:Url</c> says otherwise.</param>
    /// <param name="add">Adds the modules.</param>
    /// <param name="map">Maps them.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(
        string[] args, string serviceName, int defaultPort, Action<WebApplicationBuilder> add, Action<WebApplication> map) =>
        ExplainedAsync(async () =>
        {
            var builder = CreateBuilder(args);
            builder.AddServiceDefaults(serviceName, defaultPort);
            add(builder);
            await using var app = builder.Build();
            app.MapServiceDefaults();
            map(app);
            await app.RunAsync();
            return 0;
        });

    /// <summary>
    /// A builder that reads its configuration once. To hear of changes in the settings files the framework would watch the whole
    /// folder that the process runs in, and with the databases below it every write of theirs.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(params string[] args) =>
        WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);

    /// <summary>Wrong options end the process at once, with their keys and no stack trace on standard error.</summary>
    /// <returns>What <paramref name="run"/> returns, or 78 for a wrong configuration, as in sysexits.h.</returns>
    public static async Task<int> ExplainedAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception wrong) when (FailuresOf(wrong) is { } failures)
        {
            foreach (var failure in failures)
                await Console.Error.WriteLineAsync(failure);
            return WrongConfiguration;
        }
    }

    /// <summary>Each section is checked by itself, and one that depends on another finds the faults of that again.</summary>
    /// <returns>Null when options are not what was wrong.</returns>
    internal static IReadOnlyCollection<string>? FailuresOf(Exception error) => error switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException { InnerExceptions: var all } when all.All(each => each is OptionsValidationException) =>
            [.. all.OfType<OptionsValidationException>().SelectMany(wrong => wrong.Failures).Distinct()],
        _ => null,
    };

    /// <summary>Where a started process listens, with the real port; probes aside.</summary>
    public static Uri ListenUri(this WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.First());
    }
}
