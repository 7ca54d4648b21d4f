using System.CommandLine;
using Border.Attachments.V1;
using Border.Cli.Attachments;
using Border.Cli.Commands;
using Border.Cli.Printing;
using Border.Field.Devices;
using Border.Field.Queue;

namespace Border.Cli.Field;

internal static class AttachCommand
{
    public static Command Create(FieldHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The photo or document, up to 50 MiB" };
        var service = CommandOptions.AttachmentService();
        var type = new Option<string?>("--type") { Description = "What it is; else as its name ends" };
        type.AcceptOnlyFromAmong(EnumWords.Words<ContentType>());
        var command = new Command("attach", "Keeps a photo or document, sealed, and prints its SHA-256; it is sent before the records that name it")
        {
            file, service, type,
        };
        host.Handle(command, async (parsed, session, device, cancellation) =>
        {
            var kept = await KeepAsync(device, parsed.GetRequiredValue(service), parsed.GetRequiredValue(file), parsed.GetValue(type), cancellation);
            return await Output.PrintAsync(session.Terminal, kept.Sha256);
        });
        return command;
    }

    public static async Task<KeptAttachment> KeepAsync(Device device, string service, string path, string? type, CancellationToken cancellation)
    {
        var content = await FileContent.ReadAsync(path, type, cancellation);
        return device.Attachments.Add(device.User, service, content.Type, await File.ReadAllBytesAsync(content.Path, cancellation));
    }
}
