using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Field.Devices;
using Border.Field.Proposals;
using Border.Field.Queue;

namespace Border.Cli.Field;

internal static class ConflictsCommand
{
    public static Command Create(FieldHost host)
    {
        var command = new Command("conflicts", "Lists your changes of records that somebody else changed meanwhile, both versions field by field");
        host.Handle(command, (_, session, device, _) => Output.PrintAsync(session.Terminal, Lines(device)));
        return command;
    }

    private static IEnumerable<string> Lines(Device device)
    {
        var table = new TextTable(
            TextTable.Right("id"), TextTable.Left("record"), TextTable.Left("field"), TextTable.Left("theirs, at the server"), TextTable.Left("mine, proposed"));
        foreach (var entry in device.Queue.Of(EntryState.Proposal).Where(entry => entry.Author == device.User))
        {
            var id = entry.Sequence.ToString(CultureInfo.InvariantCulture);
            if (Proposal.Of(device.Queue, entry) is not { } proposal)
                table.Add(id, entry.Record, "", "not read yet; `border field sync` reads it", "");
            foreach (var change in Proposal.Of(device.Queue, entry)?.Differences ?? [])
                table.Add(id, entry.Record, change.Path, FieldText.InOneLine(FieldText.Of(change.Old)), FieldText.InOneLine(FieldText.Of(change.New)));
        }

        return table.Lines();
    }
}
