using System.CommandLine;
using Border.Attachments.V1;
using Border.Cli.Attachments;
using Border.Cli.Printing;
using Border.Field.Attachments;

namespace Border.Cli.Commands;

internal static class AttachCommand
{
    public static Command Create(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The photo or document, up to 50 MiB" };
        var service = CommandOptions.AttachmentService();
        var type = new Option<string?>("--type") { Description = "What it is; else as its name ends" };
        type.AcceptOnlyFromAmong(EnumWords.Words<ContentType>());
        var giveUp = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("attach", "Uploads a photo or document and prints its SHA-256, by which records name it; goes on where it broke off")
        {
            file, service, type, giveUp,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var content = await FileContent.ReadAsync(parsed.GetRequiredValue(file), parsed.GetValue(type), cancellation);
            var to = parsed.GetRequiredValue(service);
            var upload = new AttachmentUpload(session.InvokersOf([to])[0], to, content);
            var done = await MeteredTransfer.RunAsync(
                session, content.SizeBytes, TimeSpan.FromSeconds(parsed.GetValue(giveUp)), transfer => upload.RunAsync(transfer, cancellation), cancellation);
            return await Output.PrintAsync(session.Terminal, done.Sha256);
        });
        return command;
    }
}
