using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;

namespace Border.Cli.Commands;

internal static class ShowCommand
{
    public static Command Create(CommandHost host)
    {
        var name = CommandOptions.RecordName();
        var command = new Command("show", $"Prints a record as JSON: one of {string.Join(", ", RecordGet.Collections)}") { name };
        host.Handle(command, async (parsed, session, cancellation) =>
            await Output.PrintAsync(
                session.Terminal, JsonText.Of(await RecordGet.ReadAsync(session, parsed.GetRequiredValue(name), cancellation))));
        return command;
    }
}
