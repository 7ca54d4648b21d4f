using System.CommandLine;
using Border.Cli.Commands;

namespace Border.Cli;

/// <summary>The whole command line.</summary>
internal static class BorderCommand
{
    private const string Description = """
        The command line of Border: sends records and returns, and asks for figures and bulletins.

        Exit codes:
          0  all went well
          1  something was refused, or differences were found
          2  wrong usage, or an input file that cannot be used
          3  the server cannot be reached
          4  the server failed, or did not do in time what it should
        """;

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, TimeProvider time, CancellationToken cancellation)
    {
        // An argument that begins with @ is taken as it is, not as the name of a file with more arguments.
        var parsed = Create(new CommandHost(terminal, time)).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            // Long enough to print what has been done when Ctrl-C comes.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
        };
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(configuration, cancellation);

        foreach (var error in parsed.Errors)
            await terminal.Error.WriteLineAsync(error.Message);
        await terminal.Error.WriteLineAsync($"See: {CommandLineOf(parsed.CommandResult.Command)} --help");
        return ExitCode.BadInput;
    }

    private static RootCommand Create(CommandHost host) => new(Description)
    {
        host.Server,
        host.Actor,
        host.Certificate,
        host.Key,
        host.Ca,
        host.Token,
        host.TokenFile,
        host.Purpose,
        SubmitCommand.Create(host),
        SearchCommand.Create(host),
        ShowCommand.Create(host),
        HistoryCommand.Create(host),
        ListCommand.Create(host),
        AttachCommand.Create(host),
        AttachmentCommand.Create(host),
        AuditCommand.Create(host),
        RetentionCommand.Create(host),
        AreasCommand.Create(host),
        ReferenceCommands.Units(host),
        ReferenceCommands.Forms(host),
        BoundaryCommand.Create(host),
        CoverageCommand.Create(host),
        IndicatorsCommand.Create(host),
        ReturnsCommand.Create(host),
        FiguresCommand.Create(host),
        BulletinCommand.Create(host),
        ReleaseCommand.Create(host),
        ExplainCommand.Create(host),
        CompletenessCommand.Create(host),
        ZeroReportCommand.Create(host),
        RecountCommand.Create(host),
        ProgressCommand.Create(host),
        DevicesCommand.Create(host),
        TokenCommand.Create(host),
        Field.FieldCommand.Create(host),
    };

    private static string CommandLineOf(Symbol command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{CommandLineOf(parent)} {command.Name}" : "border";
}
