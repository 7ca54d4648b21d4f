namespace Border.Cli;

/// <summary>Ends a command with an exit code; the message is for the user.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CommandException BadInput(string message) => new(Cli.ExitCode.BadInput, message);

    public static CommandException Unreachable(string message) => new(Cli.ExitCode.Unreachable, message);
}
