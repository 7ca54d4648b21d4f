using System.CommandLine;
using Border.Cli.Printing;
using Grpc.Core;

namespace Border.Cli;

/// <summary>Gives every command its session, and turns what goes wrong into a message and an exit code.</summary>
internal sealed class CommandHost(Terminal terminal, TimeProvider time)
{
    public Option<string?> Server { get; } = new("--server")
    {
        Description = $"Address of the server: {ServerAddresses.Forms}; else BORDER_SERVER, else the station of this machine",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Certificate { get; } = OfFile("--certificate", "PEM file of your certificate, for servers that ask for one; else BORDER_CERTIFICATE");

    public Option<string?> Key { get; } = OfFile("--key", "PEM file of its key; else BORDER_KEY");

    public Option<string?> Ca { get; } = OfFile("--ca", "PEM file of the authority of the servers; else BORDER_CA");

    public Option<string?> Actor { get; } = new("--actor")
    {
        Description = "Who does this, as the server knows you; else BORDER_ACTOR",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<string?> Token { get; } = new("--token")
    {
        Description = "The token by which the server knows you; else BORDER_TOKEN",
        HelpName = "TOKEN",
        Recursive = true,
    };

    public Option<string?> Purpose { get; } = new("--purpose")
    {
        Description = $"What you read personal data for: {string.Join(", ", EnumWords.Words<Border.Type.V1.Purpose>())}; else BORDER_PURPOSE",
        HelpName = "WORD",
        Recursive = true,
    };

    public Option<string?> TokenFile { get; } = OfFile("--token-file", "File with the token; else BORDER_TOKEN_FILE");

    public void Handle(Command command, Func<ParseResult, Session, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellation) => GuardAsync(parsed, action, cancellation));

    private static Option<string?> OfFile(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Recursive = true };

    private async Task<int> GuardAsync(
        ParseResult parsed, Func<ParseResult, Session, CancellationToken, Task<int>> action, CancellationToken cancellation)
    {
        string? Setting(Option<string?> option) => parsed.GetValue(option) ?? terminal.Environment($"BORDER_{option.Name[2..].Replace('-', '_').ToUpperInvariant()}");
        try
        {
            var tls = ClientCertificate.Load(Setting(Certificate), Setting(Key), Setting(Ca));
            var servers = ServerAddresses.Parse(Setting(Server));
            // What is written in the command goes before what stands in the environment, whichever form it has.
            var (given, file) = (parsed.GetValue(Token), parsed.GetValue(TokenFile));
            var token = given is null && file is null
                ? SessionToken.Load(Setting(Token), Setting(TokenFile), servers)
                : SessionToken.Load(given, file, servers);
            using var session = Session.Open(servers, tls, new(Setting(Actor), token, Setting(Purpose)), terminal, time);
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
            foreach (var line in FaultText.Lines(fault, session.Server))
                await session.Terminal.Error.WriteLineAsync(line);
            return ExitCode.Of(fault);
        }
    }
}
