using System.CommandLine;
using Grpc.Core;

namespace Border.Cli;

/// <summary>Gives every command its session, and turns what goes wrong into a message and an exit code.</summary>
internal sealed class CommandHost(Terminal terminal, TimeProvider time)
{
    private const string DefaultServer = "http://127.0.0.1:5400";

    public Option<string?> Server { get; } = new("--server")
    {
        Description = $"Address of the server; else BORDER_SERVER, else {DefaultServer}",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Actor { get; } = new("--actor")
    {
        Description = "Who does this, as the server knows you; else BORDER_ACTOR",
        HelpName = "NAME",
        Recursive = true,
    };

    public void Handle(Command command, Func<ParseResult, Session, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellation) => GuardAsync(parsed, action, cancellation));

    private async Task<int> GuardAsync(
        ParseResult parsed, Func<ParseResult, Session, CancellationToken, Task<int>> action, CancellationToken cancellation)
    {
        var server = parsed.GetValue(Server) ?? terminal.Environment("BORDER_SERVER") ?? DefaultServer;
        try
        {
            using var session = Session.Open(server, parsed.GetValue(Actor) ?? terminal.Environment("BORDER_ACTOR"), terminal, time);
            return await AnswerAsync(parsed, session, action, cancellation);
        }
        catch (CommandException exception)
        {
            await terminal.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync(exception.Message);
            return ExitCode.BadInput;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    private static async Task<int> AnswerAsync(
        ParseResult parsed,
        Session session,
        Func<ParseResult, Session, CancellationToken, Task<int>> action,
        CancellationToken cancellation)
    {
        try
        {
            return await action(parsed, session, cancellation);
        }
        catch (RpcException exception) when (!cancellation.IsCancellationRequested)
        {
            var fault = ServerFault.From(exception);
            foreach (var line in fault.Lines(session.Server))
                await session.Terminal.Error.WriteLineAsync(line);
            return fault.ExitCode;
        }
    }
}
