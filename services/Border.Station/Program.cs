using Border.ServiceDefaults.Hosting;
using Border.Station;

var parsed = StationArguments.Parse(args);
if (parsed.Refusal is { } refusal)
{
    await Console.Error.WriteLineAsync($"{refusal}\n\n{StationArguments.Help}");
    return StationArguments.WrongUsage;
}

if (parsed.WantsHelp)
{
    await Console.Out.WriteLineAsync(StationArguments.Help);
    return 0;
}

return await ServiceProcess.ExplainedAsync(() => StationRun.RunAsync(parsed, Console.Out, Console.Error));
