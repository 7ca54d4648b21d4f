using System.Text;
using Border.Cli;
using Border.Field.Tests.Fixtures;
using Border.Testing;

namespace Border.Field.Tests.Commands;

internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>The commands as an officer types them, with the device in a folder.</summary>
internal sealed class FieldCommands(FieldServer server, ScratchFolder folder)
{
    /// <returns>What it prints.</returns>
    public async Task<string> OkAsync(string input, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(input, arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {exitCode} {error}");
        return output;
    }

    public async Task<CommandResult> RunAsync(string input, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var environment = new Dictionary<string, string>
        {
            ["BORDER_SERVER"] = server.Host.Address.ToString(),
            ["BORDER_ACTOR"] = FieldDevice.Officer,
            ["BORDER_DEVICE"] = folder.Path,
            ["BORDER_PASSPHRASE"] = FieldDevice.Word,
            ["BORDER_EXPORT_PASSPHRASE"] = "for the stick",
        };
        await using var terminal = new Terminal
        {
            Out = output,
            Error = TextWriter.Synchronized(error),
            OpenInput = () => stream,
            Environment = name => environment.GetValueOrDefault(name),
        };
        var exitCode = await BorderCommand.RunAsync(arguments, terminal, TimeProvider.System, CancellationToken.None);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
