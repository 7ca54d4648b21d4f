using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Field.Recording;

namespace Border.Cli.Field;

internal static class DiscardCommand
{
    public static Command Create(FieldHost host)
    {
        var id = ShowCommand.Id();
        var command = new Command("discard", "Gives up a draft, or what was refused, and what you recorded about the record that it would have made; it stays in the device's history for a while") { id };
        host.Handle(command, (parsed, session, device, _) =>
        {
            var lost = device.InOne(() => device.Queue.Discard(new Recorder(device).Editable(parsed.GetValue(id))));
            return Output.PrintAsync(session.Terminal, lost.Select(entry => string.Create(
                CultureInfo.InvariantCulture, $"{entry.Sequence} {entry.Kind} is given up with it: there will be no record that it is about.")));
        });
        return command;
    }
}
