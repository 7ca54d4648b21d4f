using System.CommandLine;
using System.Globalization;
using Border.Audit.V1;
using Border.Audits;
using Border.Cli.Audits;
using Border.Cli.Printing;

namespace Border.Cli.Commands;

internal static class AuditVerifyCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new Argument<string?>("FILE") { Description = "An exported log; else the log is verified by the server", Arity = ArgumentArity.ZeroOrOne };
        var service = AuditCommand.Service(required: false);
        var kept = new Option<string?>("--checkpoints") { Description = "A file of checkpoints that were kept elsewhere, one a line", HelpName = "FILE" };
        var key = new Option<string?>("--key-id") { Description = "Who must have signed: the SHA-256 of the public key", HelpName = "SHA256" };
        var command = new Command("verify", "Follows the chain of a log and names the first broken entry") { file, service, kept, key };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var witnessed = parsed.GetValue(kept) is { } path ? await AuditFile.CheckpointsAsync(path, cancellation) : [];
            var finding = parsed.GetValue(file) is { } exported
                ? await AuditFile.VerifyAsync(exported, witnessed, cancellation)
                : await AskAsync(session, parsed.GetValue(service) ?? throw CommandException.BadInput("Give a FILE, or --service."), witnessed, cancellation);
            return await TellAsync(session.Terminal, finding, parsed.GetValue(key));
        });
        return command;
    }

    private static async Task<AuditFinding> AskAsync(Session session, string service, IReadOnlyList<AuditCheckpoint> witnessed, CancellationToken cancellation)
    {
        var request = new VerifyChainRequest { Service = service };
        request.Witnessed.AddRange(witnessed.Where(checkpoint => checkpoint.Service == service).Select(AuditLines.ToMessage));
        var answer = await AuditCommand.ClientOf(session, service).VerifyChainAsync(request, cancellationToken: cancellation);
        var fault = answer.BrokenSequence == 0 ? null : new AuditFault(answer.BrokenSequence, answer.Fault);
        return new(service, answer.Verified.Sequence, fault, answer.CheckpointCount, answer.KeyIds);
    }

    private static async Task<int> TellAsync(Terminal terminal, AuditFinding finding, string? key)
    {
        if (finding.Fault is { } fault)
        {
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{finding.Service}: entry {fault.Sequence} {fault.What}."));
            return ExitCode.Refused;
        }

        foreach (var signer in finding.KeyIds.Where(signer => key is not null && signer != key))
        {
            await terminal.Error.WriteLineAsync($"{finding.Service}: a checkpoint was signed with another key, {signer}.");
            return ExitCode.Refused;
        }

        return await Output.PrintAsync(terminal, string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.Service}: {finding.Verified} entries are whole; {finding.Checkpoints} checkpoints, signed by {string.Join(", ", finding.KeyIds.DefaultIfEmpty("nobody"))}."));
    }
}
