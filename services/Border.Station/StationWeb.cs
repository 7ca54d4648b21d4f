using Border.Headquarters;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;

namespace Border.Station;

/// <summary>The web application beside the services, in a host of its own: browsers come by another door than clients of gRPC.</summary>
internal static class StationWeb
{
    private static readonly string[] Services = ["Patrols", "Persons", "Cases", "Seizures", "Statistics"];

    /// <summary>A station goes on without it where it was not built, or where its address is taken.</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<WebApplication?> StartAsync(StationArguments arguments, Uri station, TextWriter notes)
    {
        var configuration = ServiceProcess.CreateBuilder([.. arguments.Configuration]).Configuration;
        var files = WebFiles.At(configuration[$"{HeadquartersOptions.Section}:{nameof(HeadquartersOptions.WebRoot)}"]);
        if (!files.Exist)
        {
            await notes.WriteLineAsync("The web application was not built; building on a machine with Node and npm does.");
            return null;
        }

        var web = HeadquartersHosting.Build([.. arguments.Configuration], Defaults(station, configuration), ToStandardError);
        try
        {
            await web.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await notes.WriteLineAsync($"{taken.Message} The web application is not served; --{HeadquartersOptions.Section}:Url names another address.");
            await web.DisposeAsync();
            return null;
        }

        await notes.WriteLineAsync($"Serving the web application on {web.ListenUri()}.");
        return web;
    }

    /// <summary>Where the services are, and that of a station that is its own issuer the browsers' users need tokens too.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Defaults(Uri station, ConfigurationManager configuration) =>
    [
        .. Services.Select(service => KeyValuePair.Create($"{HeadquartersOptions.Section}:{service}", (string?)station.ToString())),
        .. configuration[$"{TokenOptions.Section}:{nameof(TokenOptions.Issuer)}"] == TokenOptions.LocalIssuer
            ? [KeyValuePair.Create($"{HeadquartersOptions.Section}:{nameof(HeadquartersOptions.Issuer)}", (string?)HeadquartersOptions.LocalIssuer)]
            : Array.Empty<KeyValuePair<string, string?>>(),
    ];

    private static void ToStandardError(WebApplicationBuilder builder) =>
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
