using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;
using Border.Field.Devices;
using Border.Field.Lists;

namespace Border.Cli.Field;

/// <summary>The codes that records name, as the server gave them last.</summary>
internal static class ListsCommand
{
    public static Command Create(FieldHost host)
    {
        var name = new Argument<string>("LIST") { Description = "The list" };
        name.AcceptOnlyFromAmong([.. VersionedList.All.Select(list => list.Name)]);
        var command = new Command("lists", "Prints a list of codes that records name, as the server gave it last; `status` tells the versions") { name };
        host.Handle(command, (parsed, session, device, _) => Output.PrintAsync(
            session.Terminal, Lines(device, VersionedList.All.Single(list => list.Name == parsed.GetRequiredValue(name)))));
        return command;
    }

    private static IEnumerable<string> Lines(Device device, VersionedList list)
    {
        if (device.Lists.Entries(list) is not { Count: > 0 } entries)
            return [$"The server has not given a list of {list.Name} yet: `border field sync` fetches it."];
        var columns = RecordColumns.All(entries[0].Descriptor);
        var table = new TextTable([.. columns.Names.Select(TextTable.Left)]);
        foreach (var entry in entries)
            table.Add(columns.Values(entry));
        return table.Lines();
    }
}
