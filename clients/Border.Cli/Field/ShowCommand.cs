using System.CommandLine;
using Border.Cli.Printing;
using Border.Field.Devices;
using Border.Field.Queue;

namespace Border.Cli.Field;

internal static class ShowCommand
{
    public static Argument<long> Id() => new("ID") { Description = "The number of the record on the device, as `border field list` shows it" };

    public static Entry Own(Device device, long id) => device.Queue.Find(id) is { } entry && entry.Author == device.User
        ? entry
        : throw new DeviceException($"{device.User} has no record {id} on this device.");

    public static Command Create(FieldHost host)
    {
        var id = Id();
        var command = new Command("show", "Prints a record of yours as it was recorded, as JSON") { id };
        host.Handle(command, (parsed, session, device, _) =>
        {
            var entry = Own(device, parsed.GetValue(id));
            return device.Queue.RequestOf(entry) is { } request
                ? Output.PrintAsync(session.Terminal, JsonText.Of(request))
                : throw new DeviceException($"What record {entry.Sequence} said was removed after its time. The server has it as {entry.Name}.");
        });
        return command;
    }
}
