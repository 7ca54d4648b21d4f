using System.CommandLine;
using Border.Cli.Printing;
using Border.Field.Carrying;

namespace Border.Cli.Field;

internal static class ReceiptsCommand
{
    public static Command Create(FieldHost host)
    {
        var file = new Argument<string>("FILE") { Description = "What `border field import --receipts` wrote at the station" };
        var passphrase = ExportCommand.FilePassphrase();
        var command = new Command("receipts", "Takes in what a station answered to a file of this device: its records are received, or refused for a reason") { file, passphrase };
        host.HandleAlways(command, (parsed, session, device, _) =>
        {
            var report = ReceiptsFile.TakeIn(device, parsed.GetRequiredValue(file), Passphrase.Read(parsed, passphrase, session.Terminal));
            return Output.PrintAsync(
                session.Terminal, $"{report.Received} received, {report.Refused} refused, {report.Proposals} changed meanwhile by somebody else, {report.Attachments} attachments");
        });
        return command;
    }
}
