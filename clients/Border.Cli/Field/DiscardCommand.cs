using System.CommandLine;
using Border.Field.Recording;

namespace Border.Cli.Field;

internal static class DiscardCommand
{
    public static Command Create(FieldHost host)
    {
        var id = ShowCommand.Id();
        var command = new Command("discard", "Gives up a draft, or what was refused; it stays in the device's history for a while") { id };
        host.Handle(command, (parsed, _, device, _) =>
        {
            device.InOne(() =>
            {
                device.Queue.Discard(new Recorder(device).Editable(parsed.GetValue(id)));
                return true;
            });
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
