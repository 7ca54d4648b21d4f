using System.CommandLine;
using Border.Cli.Commands;
using Border.Cli.Printing;
using Border.Field.Devices;
using Border.Field.Proposals;
using Border.Field.Recording;

namespace Border.Cli.Field;

internal static class SettleCommand
{
    public static Command Create(FieldHost host)
    {
        var id = ShowCommand.Id();
        var mine = new Option<bool>("--mine") { Description = "Your version stands in every field that you changed" };
        var theirs = new Option<bool>("--theirs") { Description = "The server's version stands, and your change is given up" };
        var fields = new Option<string[]>("--field") { Description = "Your version stands in these fields, the server's in the others", HelpName = "F[,F]" };
        var command = new Command("settle", "Settles a change of a record that somebody else changed meanwhile") { id, mine, theirs, fields };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(mine), result.GetValue(theirs), result.GetValue(fields) is { Length: > 0 } }.Count(given => given) != 1)
                result.AddError("Say one of --mine, --theirs and --field.");
        });
        host.Handle(command, (parsed, session, device, _) =>
        {
            var entry = ShowCommand.Own(device, parsed.GetValue(id));
            var proposal = Proposal.Of(device.Queue, entry)
                ?? throw new DeviceException($"Record {entry.Sequence} is no proposal, or the server's version was not read yet: `border field sync` reads it.");
            var chosen = parsed.GetValue(theirs) ? [] : parsed.GetValue(mine) ? proposal.Fields : [.. CommandOptions.Split(parsed.GetValue(fields))];
            return Settlement.Settle(device, proposal, chosen) is { } settled
                ? Task.FromResult(RecordedText.Print(session.Terminal, new Recorded(settled, [])))
                : Output.PrintAsync(session.Terminal, "The server's version stands.");
        });
        return command;
    }
}
