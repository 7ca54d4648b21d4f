using System.Text;

namespace Border.Cli.Tests.Fakes;

/// <summary>Runs the command line as the shell does, with its streams in memory.</summary>
internal static class CommandLine
{
    public static Task<CommandResult> RunAsync(FakeStation station, params string[] arguments) =>
        RunAsync(station.Address, "", arguments);

    public static async Task<CommandResult> RunAsync(string server, string input, params string[] arguments)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        return await RunAsync(server, stream, CancellationToken.None, arguments);
    }

    public static Task<CommandResult> RunAsync(string server, Stream input, CancellationToken cancellation, params string[] arguments) =>
        RunAsync(new Dictionary<string, string> { ["BORDER_SERVER"] = server }, input, cancellation, arguments);

    public static async Task<CommandResult> RunAsync(
        IReadOnlyDictionary<string, string> environment, Stream input, CancellationToken cancellation, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        await using var terminal = new Terminal
        {
            Out = output,
            Error = TextWriter.Synchronized(error),
            OpenInput = () => input,
            Environment = name => environment.GetValueOrDefault(name),
        };
        var exitCode = await BorderCommand.RunAsync(arguments, terminal, TimeProvider.System, cancellation);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
