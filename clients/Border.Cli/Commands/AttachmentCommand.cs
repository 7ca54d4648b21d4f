using System.CommandLine;
using Border.Cli.Attachments;

namespace Border.Cli.Commands;

internal static class AttachmentCommand
{
    private const int DigestLength = 64;

    public static Command Create(CommandHost host)
    {
        var digest = new Argument<string>("SHA256") { Description = "The SHA-256 of the attachment" };
        digest.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: DigestLength } text || !text.All(char.IsAsciiHexDigit))
                result.AddError($"SHA256 is {DigestLength} hexadecimal digits.");
        });
        var service = CommandOptions.AttachmentService();
        var output = new Option<string>("--out") { Description = "The file to write; one that is there is not overwritten", HelpName = "FILE", Required = true };
        var giveUp = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("attachment", "Downloads an attachment and checks its digest; goes on where it broke off") { digest, service, output, giveUp };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var (sha256, path) = (parsed.GetRequiredValue(digest).ToLowerInvariant(), parsed.GetRequiredValue(output));
            if (File.Exists(path))
                return await FileContent.HasDigestAsync(path, sha256, cancellation)
                    ? ExitCode.Ok
                    : throw CommandException.BadInput($"{path} is there already, with other content.");
            var from = parsed.GetRequiredValue(service);
            var download = new AttachmentDownload(session.InvokersOf([from])[0], from, sha256, path);
            var giveUpAfter = TimeSpan.FromSeconds(parsed.GetValue(giveUp));
            return await MeteredTransfer.RunAsync(session, 0, giveUpAfter, transfer => download.RunAsync(transfer, cancellation), cancellation)
                ? ExitCode.Ok
                : throw new CommandException(ExitCode.ServerError, "What came has another digest, and was dropped. Try again.");
        });
        return command;
    }
}
