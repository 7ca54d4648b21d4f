using System.CommandLine;
using Border.Cli.Printing;

namespace Border.Cli.Commands;

internal static class ShowCommand
{
    public static Command Create(CommandHost host)
    {
        var name = CommandOptions.RecordName();
        var command = new Command("show", $"Prints a record as JSON: one of {string.Join(", ", RecordGet.Collections)}") { name };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            if (!RecordGet.Knows(wanted))
                throw CommandException.BadInput($"There are no {wanted.Split('/')[0]}. There are {string.Join(", ", RecordGet.Collections)}.");
            return await Output.PrintAsync(session.Terminal, JsonText.Of(await RecordGet.ReadAsync(session.Invoker, wanted, cancellation)));
        });
        return command;
    }
}
