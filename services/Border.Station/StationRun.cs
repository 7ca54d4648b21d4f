using Border.Headquarters;
using Border.ServiceDefaults.Hosting;
using Border.Station.Demo;
using Border.Station.Loading;
using Border.Storage;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;

namespace Border.Station;

/// <summary>One run of the station, from its start to its end.</summary>
internal static class StationRun
{
    private const int Failed = 1;

    /// <param name="output">For the bulletin.</param>
    /// <param name="notes">For everything else that is told to people.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(StationArguments arguments, TextWriter output, TextWriter notes)
    {
        await using var app = Build(arguments);
        if (arguments.DemoFolder is { } folder)
        {
            await DemoFiles.WriteAsync(DemoShow.DataOf(app), folder);
            return 0;
        }

        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            // Its work in the background has begun, and ends before the databases are closed.
            await app.StopAsync();
            await notes.WriteLineAsync($"{taken.Message} Another station may be running; --Listen:Url names another address.");
            return Failed;
        }

        try
        {
            return await ServeAsync(app, arguments, output, notes);
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, StationArguments arguments, TextWriter output, TextWriter notes)
    {
        await notes.WriteLineAsync($"Serving gRPC on {app.ListenUri()}.");
        await using var web = await StationWeb.StartAsync(arguments, app.ListenUri(), notes);
        if (arguments.WithDemo && !await ShowDemoAsync(app, arguments.Language, output, notes))
            return Failed;
        if (!arguments.Exits)
            await app.WaitForShutdownAsync();
        return 0;
    }

    public static WebApplication Build(StationArguments arguments)
    {
        var builder = ServiceProcess.CreateBuilder([.. arguments.Configuration]);
        if (arguments.DataDirectory is { } folder)
            builder.Configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataDirectory)}"] = folder;
        builder.Services.AddCheckedOptions<DemoOptions>(DemoOptions.Section);
        builder.Services.AddCheckedOptions<HeadquartersOptions>(HeadquartersOptions.Section);
        builder.AddStation();
        return builder.Build().MapStation();
    }

    /// <returns>Whether the demo is there and its bulletin printed.</returns>
    private static async Task<bool> ShowDemoAsync(WebApplication app, string language, TextWriter output, TextWriter notes)
    {
        var ct = app.Lifetime.ApplicationStopping;
        try
        {
            await using var show = DemoShow.Create(app, notes);
            await show.LoadAsync(ct);
            await output.WriteLineAsync(await show.BulletinAsync(language, ct));
            await output.FlushAsync(ct);
            return true;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await notes.WriteLineAsync("Broken off. The next start with --demo goes on.");
        }
        catch (Exception refused) when (refused is DemoRefusedException or RpcException)
        {
            await notes.WriteLineAsync($"The demo cannot be loaded: {refused.Message}");
        }

        return false;
    }
}
